#!/usr/bin/env python3
"""Writes the TextMate grammars from grammar/keywords.def; --check says whether they are what it would write.

The grammar colours by words alone, for the moment before the server answers and for viewers without one: a keyword is any
phrase of the table, longest first. Both keyword languages are in one grammar, told apart by the file's first line.
"""
import json
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROW = re.compile(r'^RSN_KEYWORD\((\w+), "([^"]*)", "([^"]*)"\)', re.M)
DECLARES = ["package", "uses", "actor", "source", "calendar", "concept_", "define", "parameter", "rule", "exception", "recommendation",
            "suggest", "table", "indicator", "overlay", "test"]


def phrases(rows, language, wanted):
    """A pattern that matches any of the phrases, longest first, with any blanks between their words."""
    texts = {text for name, *spellings in rows if wanted(name) for text in spellings[language].split("|")}
    ordered = sorted(texts, key=lambda t: (-len(t), t))
    return "|".join(r"\s+".join(re.escape(word) for word in text.split(" ")) for text in ordered)


def words(pattern):
    # `\b` would end a word at æ, ø and å in some viewers.
    return rf"(?<![\p{{L}}\p{{N}}_`])(?:{pattern})(?![\p{{L}}\p{{N}}_`])"


def language(rows, number):
    declares = phrases(rows, number, lambda name: name in DECLARES)
    others = phrases(rows, number, lambda name: name not in DECLARES)
    return [
        {"name": "meta.declaration.rettesnor",
         "match": rf"^\s*({declares})\s+([\p{{L}}_][\p{{L}}\p{{N}}_.]*|`[^`]*`)",
         "captures": {"1": {"name": "keyword.declaration.rettesnor"}, "2": {"name": "entity.name.function.rettesnor"}}},
        {"name": "keyword.other.rettesnor", "match": words(others)},
    ]


def grammars():
    table = (HERE.parent.parent / "grammar" / "keywords.def").read_text(encoding="utf-8")
    rows = ROW.findall(table)
    assert len(rows) == table.count("\nRSN_KEYWORD("), "a row was not understood"
    common = [
        {"name": "comment.line.double-dash.rettesnor", "match": r"--.*$"},
        {"name": "string.quoted.double.rettesnor", "match": r'"(?:[^"\n]|"")*"?'},
        {"name": "variable.other.quoted.rettesnor", "match": r"`[^`\n]*`"},
        {"name": "constant.numeric.date.rettesnor", "match": r"(?<![\p{L}\p{N}_])\d{4}-\d{2}-\d{2}(?:\s+\d{2}:\d{2}(?::\d{2})?)?"},
        {"name": "constant.numeric.rettesnor", "match": r"(?<![\p{L}\p{N}_])\d+(?:\.\d+)*\.?"},
        {"name": "keyword.operator.rettesnor", "match": r"<>|<=|>=|\|\||\.\.|[=<>+*/|]"},
    ]
    plain = {
        "$comment": "Written by apps/vscode/generate_grammar.py from grammar/keywords.def.",
        "name": "Rettesnor", "scopeName": "source.rettesnor", "fileTypes": ["regel"],
        "patterns": [
            {"begin": r"^(language)\s+(da)\b", "end": r"(?!)",
             "beginCaptures": {"1": {"name": "keyword.control.rettesnor"}, "2": {"name": "constant.language.rettesnor"}},
             "patterns": [{"include": "#common"}, {"include": "#danish"}]},
            {"begin": r"^(language)\s+(en)\b", "end": r"(?!)",
             "beginCaptures": {"1": {"name": "keyword.control.rettesnor"}, "2": {"name": "constant.language.rettesnor"}},
             "patterns": [{"include": "#common"}, {"include": "#english"}]},
            {"include": "#common"},
        ],
        "repository": {"common": {"patterns": common}, "english": {"patterns": language(rows, 0)}, "danish": {"patterns": language(rows, 1)}},
    }
    markdown = {
        "$comment": plain["$comment"],
        "name": "Rettesnor in Markdown", "scopeName": "text.html.markdown.rettesnor",
        "patterns": [
            {"begin": r"^(```)\s*(regel)\s*$", "end": r"^(```)\s*$",
             "beginCaptures": {"1": {"name": "punctuation.definition.markdown"}, "2": {"name": "fenced_code.block.language"}},
             "endCaptures": {"1": {"name": "punctuation.definition.markdown"}},
             "contentName": "meta.embedded.block.rettesnor", "patterns": [{"include": "source.rettesnor"}]},
            {"include": "text.html.markdown"},
        ],
    }
    for name, grammar in (("rettesnor", plain), ("rettesnor-markdown", markdown)):
        yield HERE / "syntaxes" / f"{name}.tmLanguage.json", json.dumps(grammar, ensure_ascii=False, indent=1) + "\n"


def main():
    stale = []
    for path, text in grammars():
        if "--check" in sys.argv:
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                stale.append(path.name)
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
    if stale:
        sys.exit(f"out of date: {', '.join(stale)}; run apps/vscode/generate_grammar.py")


main()
