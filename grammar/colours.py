"""What editors colour by words alone, from grammar/keywords.def and grammar/rettesnor.ebnf, for the generators of their grammars.

Patterns are as TextMate has them: regular expressions within one line, tried from left to right, of which the first in order
wins at a place. They stay within what Oniguruma and ECMAScript (flag u) both understand. A phrase is a keyword wherever it stands;
which words are names, only the parser knows.
"""
import pathlib
import re

HERE = pathlib.Path(__file__).resolve().parent
ROW = re.compile(r'^RSN_KEYWORD\((\w+), "([^"]*)", "([^"]*)"\)', re.M)
LANGUAGES = {"en": 0, "da": 1}  # the column of keywords.def

# Not `\b`, which ends a word at æ, ø and å in some viewers.
WORD_BEGINS, WORD_ENDS = r"(?<![\p{L}\p{N}_`])", r"(?![\p{L}\p{N}_`])"
NUMBER = r"\d+(?:\.\d+)*(?:\.(?!\.))?"

# The first line of a file; lines that open and close fences of rules in Markdown.
LANGUAGE_LINE = r"^(language)\s+(%s)\b"
FENCE_OF_RULES, FENCE_ENDS = r"^ {0,3}(`{3,}|~{3,})\s*(regel)\s*$", r"^ {0,3}(`{3,}|~{3,})\s*$"

COMMON = [
    {"name": "comment.line.double-dash.rettesnor", "match": r"--.*$"},
    {"name": "string.quoted.double.rettesnor", "match": r'"(?:[^"\n]|"")*"?'},
    {"name": "variable.other.quoted.rettesnor", "match": r"`[^`\n]*`"},
    {"name": "constant.numeric.date.rettesnor", "match": WORD_BEGINS + r"(?:\d{4}-\d{2}-\d{2}(?:\s+\d{2}:\d{2}(?::\d{2})?)?|\d{2}:\d{2}(?::\d{2})?)(?!\d)"},
    {"name": "constant.numeric.rettesnor", "match": WORD_BEGINS + NUMBER},
    {"name": "keyword.operator.rettesnor", "match": r"<>|<=|>=|\|\||\.\.|[-=<>+*/|]"},
]


def read_rows():
    """The table: name, English, Danish; alternatives are parted by `|`."""
    table = (HERE / "keywords.def").read_text(encoding="utf-8")
    rows = ROW.findall(table)
    assert len(rows) == table.count("\nRSN_KEYWORD("), "a row was not understood"
    return rows


def read_productions():
    grammar = re.sub(r"\(\*.*?\*\)", "", (HERE / "rettesnor.ebnf").read_text(encoding="utf-8"), flags=re.S)
    return dict(re.findall(r"^([a-z-]+) = (.*?) ;$", re.sub(r"[ \n]+;", " ;", re.sub(r" +$", "", grammar, flags=re.M)), re.S | re.M))


def first_keyword(production):
    return re.match(r"%(\w+)%", production).group(1)


class Words:
    """The rows of one keyword language, by what they are for."""

    def __init__(self, code):
        productions = read_productions()
        declarations = [productions[name] for name in re.findall(r"[a-z-]+", productions["file"].split("{", 1)[1])]
        self.declares = [first_keyword(p) for p in declarations]
        # What reaches to an `end` of its own.
        self.blocks = [first_keyword(p) for p in declarations if p.endswith("%end%")]
        self.units = re.findall(r"%(\w+)%", productions["unit"]) + ["kr"]
        self.rows, self.column = read_rows(), LANGUAGES[code]

    def spellings(self, wanted):
        """The phrases of rows by name, without those that come twice; longest first."""
        texts = {text for name, *columns in self.rows if wanted(name) for text in columns[self.column].split("|")}
        return sorted(texts, key=lambda t: (-len(t), t))

    def any_of(self, wanted):
        """A pattern that matches any of the phrases, with any blanks between their words."""
        return "|".join(r"\s+".join(re.escape(word) for word in text.split(" ")) for text in self.spellings(wanted))

    def opens(self):
        """What a line ends in that opens a list of bullets, which has an end of its own."""
        of = self.any_of(lambda name: name in ("all_of", "any_of", "none_of"))
        return rf"{WORD_BEGINS}(?:{of}|(?:{self.any_of(lambda n: n == 'at_least')})\s+\d+\s+(?:{self.any_of(lambda n: n == 'of_following')}))\s*$"

    def patterns(self):
        units = self.any_of(lambda name: name in self.units)
        return [
            {"name": "meta.declaration.rettesnor",
             "match": rf"^\s*({self.any_of(lambda name: name in self.declares)})\s+([\p{{L}}_][\p{{L}}\p{{N}}_.]*|`[^`]*`)",
             "captures": {"1": {"name": "keyword.declaration.rettesnor"}, "2": {"name": "entity.name.function.rettesnor"}}},
            {"name": "meta.quantity.rettesnor", "match": rf"{WORD_BEGINS}({NUMBER})\s*({units}){WORD_ENDS}",
             "captures": {"1": {"name": "constant.numeric.rettesnor"}, "2": {"name": "support.constant.unit.rettesnor"}}},
            {"name": "keyword.other.rettesnor",
             "match": rf"{WORD_BEGINS}(?:{self.any_of(lambda name: name not in self.declares)}){WORD_ENDS}"},
        ]
