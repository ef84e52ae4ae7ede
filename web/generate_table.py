#!/usr/bin/env python3
"""Writes src/table.json, what the CodeMirror language knows of words, from grammar/colours.py; --check says whether it is what it would write."""
import json
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "grammar"))
import colours

SNIPPETS = json.loads((HERE.parent / "apps/vscode/snippets/rettesnor.json").read_text(encoding="utf-8"))


def language(code):
    words = colours.Words(code)
    own, other = colours.LANGUAGES[code], colours.LANGUAGES["en" if code == "da" else "da"]
    phrases = {}  # each phrase once, with what the other language says for the first of its rows
    for name, *columns in words.rows:
        for text in columns[own].split("|"):
            phrases.setdefault(text, {"other": columns[other].split("|")[0], "declares": name in words.declares})
    return {"patterns": words.patterns(), "phrases": phrases, "ends": words.spellings(lambda name: name == "end"),
            "blocks": words.spellings(lambda name: name in words.blocks), "opens": words.opens(),
            "snippets": [{"label": s["prefix"], "body": "\n".join(s["body"]).replace("$0", "${}"), "detail": s["description"]}
                         for name, s in SNIPPETS.items() if name.endswith({"da": "in Danish", "en": "in English"}[code])]}


def main():
    path = HERE / "src" / "table.json"
    table = {"$comment": "Written by web/generate_table.py from grammar/colours.py.", "common": colours.COMMON,
             "languageLine": colours.LANGUAGE_LINE % "da|en", "languages": {code: language(code) for code in ("da", "en")}}
    text = json.dumps(table, ensure_ascii=False, indent=1) + "\n"
    if "--check" not in sys.argv:
        path.write_text(text, encoding="utf-8")
    elif not path.exists() or path.read_text(encoding="utf-8") != text:
        sys.exit("out of date: src/table.json; run web/generate_table.py")


main()
