#!/usr/bin/env python3
"""Writes the TextMate grammars and the editor's settings of the language from grammar/colours.py; --check says whether they are what it would write.

The grammar colours by words alone, for the moment before the server answers and for viewers without one. Both keyword languages
are in one grammar, told apart by the file's first line.
"""
import json
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent / "grammar"))
import colours

COMMENT = "Written by apps/vscode/generate_grammar.py from grammar/colours.py."
NAMES = {"da": "danish", "en": "english"}


def begins(pattern, *names):
    return {"begin": pattern, "beginCaptures": {str(i + 1): {"name": name} for i, name in enumerate(names) if name}}


def in_language(code, *more):
    """From the line that names the language on, without end."""
    return {**begins(colours.LANGUAGE_LINE % code, "keyword.control.rettesnor", "constant.language.rettesnor"), "end": "(?!)",
            "patterns": [*more, {"include": f"source.rettesnor#{NAMES[code]}"}, {"include": "source.rettesnor#common"}]}


def plain():
    return {
        "$comment": COMMENT, "name": "Rettesnor", "scopeName": "source.rettesnor", "fileTypes": ["regel"],
        "patterns": [*map(in_language, ("da", "en")), {"include": "#common"}],
        "repository": {"common": {"patterns": colours.COMMON}} | {NAMES[code]: {"patterns": colours.Words(code).patterns()} for code in NAMES},
    }


def markdown():
    """The first fence of rules names the language of all. So what comes behind it is rules with prose between them."""
    fence = ("punctuation.definition.markdown", "fenced_code.block.language")
    ends = {"end": colours.FENCE_ENDS, "endCaptures": {"1": {"name": fence[0]}}}
    reopens = {"end": colours.FENCE_OF_RULES, "endCaptures": {"1": {"name": fence[0]}, "2": {"name": fence[1]}}}
    return {
        "$comment": COMMENT, "name": "Rettesnor in Markdown", "scopeName": "text.html.markdown.rettesnor",
        "patterns": [
            {**begins(colours.FENCE_OF_RULES, *fence), **ends, "contentName": "meta.embedded.block.rettesnor",
             "patterns": [{"include": "#danish"}, {"include": "#english"}, {"include": "source.rettesnor#common"}]},
            {"include": "text.html.markdown"},
        ],
        "repository": {
            "prose": {**begins(colours.FENCE_ENDS, fence[0]), **reopens, "contentName": "meta.prose.rettesnor", "patterns": [{"include": "text.html.markdown"}]},
        } | {NAMES[code]: in_language(code, {"include": "#prose"}) for code in NAMES},
    }


def configuration():
    """Brackets, comments, and where a new line stands further in or out."""
    heads = "|".join(phrase for code in NAMES for phrase in sorted(colours.Words(code).spellings(lambda name: name in colours.Words(code).blocks)))
    ends = "|".join(phrase for code in NAMES for phrase in colours.Words(code).spellings(lambda name: name == "end"))
    pairs = [{"open": mark, "close": close, "notIn": ["string", "comment"]} for mark, close in ("()", '""', "``")]
    return {
        "comments": {"lineComment": "--"}, "brackets": [["(", ")"]], "autoClosingPairs": pairs,
        "surroundingPairs": [[pair["open"], pair["close"]] for pair in pairs],
        "wordPattern": r"[\p{L}_][\p{L}\p{M}\p{N}_]*|`[^`\n]*`",
        "indentationRules": {"increaseIndentPattern": rf"^\s*({heads})\s+\S", "decreaseIndentPattern": rf"^\s*({ends})\s*$"},
    }


def main():
    files = {"syntaxes/rettesnor.tmLanguage.json": plain(), "syntaxes/rettesnor-markdown.tmLanguage.json": markdown(),
             "language-configuration.json": configuration()}
    stale = []
    for name, content in files.items():
        path, text = HERE / name, json.dumps(content, ensure_ascii=False, indent=1) + "\n"
        if "--check" not in sys.argv:
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(path.name)
    if stale:
        sys.exit(f"out of date: {', '.join(stale)}; run apps/vscode/generate_grammar.py")


main()
