"""Lines to paragraphs: hard wraps joined, double spacing undone, headings and lists kept apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

# Typewriters, mailers and wire services break lines at 65 to 80 columns; a line that is longer
# than this was not broken by any of them.
WRAP_MAX = 100
# Shorter columns than this are verse, lists and tables rather than wrapped prose.
WRAP_MIN = 40
# A text is hard-wrapped when at least this share of its breaks come just where the next word
# would not have fitted. Measured on wrapped and edited wires 0.7 to 1, on unwrapped text 0 to 0.2.
WRAP_SHARE = 0.5
# Leeway for breaks made by hand or edited afterwards, as a share of the width.
FULL = 0.8
# A text is double-spaced when, of its one-line blocks, this share stops in mid-sentence with the
# next going on in lower case. A third of all words opens a sentence or name, so 0.6 is typical of
# double-spaced text; separate paragraphs give 0 to 0.05.
DOUBLE_SHARE = 0.25

# A text of more lines than this (a book has 20,000) is taken line by line, unexamined.
MAX_LINES = 100_000

BULLET = re.compile(r"[•‣◦▪▫■□●○∙⁃·*]\s|[-–—]\s|--\s|>\s")
NUMBER = re.compile(r"(?:\(?(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,4})[.)])\s")
_SURE_BULLET = re.compile(r"[•‣◦▪▫■□●○∙⁃]")
_STAMP = re.compile(r"\d{1,2}:\d\d,? \d{1,2} [^\W\d_]+,? (?:19|20)\d\d\b")
"""A line that begins with the time and the day of publication."""
_CODE = frozenset(("true", "false", "null", "undefined", "close"))
"""Lines that the scripts of a page leave in its text; no sentence runs on in them."""
_END = re.compile(r"""[.!?…:;。！？]["'”’»)\]]*$""")
_PLAIN_BREAK = re.compile(r"\n[^\S\n]*\n\s*")


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    indent: int
    gap: int  # blank lines before it


def paragraphs(text: str) -> list[str]:
    """The paragraphs of plain text in order.

    Blank lines part paragraphs. Within a block a line break is a hard wrap when the text is
    wrapped throughout (see ``WRAP_SHARE``) or the sentence runs on in lower case; otherwise each
    line is a paragraph. Bullets, numbered items and indented lines begin paragraphs.
    """
    text = text.strip("\n")
    if text.count("\n") > MAX_LINES:
        return [stripped for raw in text.split("\n") if (stripped := raw.strip())]
    blocks = _PLAIN_BREAK.split(text)
    parted = not any("\n" in block for block in blocks)
    if parted and (len(blocks) < 4 or max(map(len, blocks)) > WRAP_MAX):
        return [stripped for block in blocks if (stripped := block.strip())]
    lines = _lines(text)
    double = _double_spaced(lines)
    gap = min((line.gap for line in lines[1:]), default=0) if double else 0
    width, wrapped = _width(lines, gap)
    pieces: list[str] = []
    before: _Line | None = None
    for line in lines:
        if before is not None:
            together = line.gap <= gap and _joins(before, line, width, wrapped)
            pieces.append(glue(before.text, line.text) if together else "\n")
        pieces.append(line.text)
        before = line
    return "".join(pieces).split("\n") if pieces else []


def glue(left: str, right: str) -> str:
    """What goes between two lines of a paragraph: a blank, nothing after a hyphen or in CJK text.

    >>> glue("a copper-", "nickel licence"), glue("the years 2019–", "2024"), glue("two", "words")
    ('', '', ' ')
    """
    if left[-1:] in "-‐–" and left[-2:-1].isdigit() and right[:1].isalnum():
        return ""
    if left[-1:] in "-‐" and left[-2:-1].isalpha() and right[:1].islower():
        return ""
    return "" if _cjk(left[-1:]) and _cjk(right[:1]) else " "


def _cjk(character: str) -> bool:
    """Kana, ideographs and full-width marks, which have no blanks between words."""
    return "\u3040" <= character <= "\u9fff" or "\uff00" <= character <= "\uffef"


def _lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    gap = 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            lines.append(_Line(stripped, len(raw) - len(raw.lstrip()), gap))
            gap = 0
        else:
            gap += 1
    return lines


def _pairs(lines: list[_Line], gap: int) -> Iterator[tuple[_Line, _Line]]:
    """Neighbouring lines that a wrap could part."""
    for a, b in pairwise(lines):
        if b.gap <= gap and not _opens_item(a, b, len(a.text)):
            yield a, b


def _width(lines: list[_Line], gap: int) -> tuple[int, bool]:
    """The widest line that can be a wrapped one, and whether the text is wrapped at it."""
    pairs = [(a, b) for a, b in _pairs(lines, gap) if len(a.text) <= WRAP_MAX >= len(b.text)]
    width = max((len(line.text) for pair in pairs for line in pair), default=0)
    if width < WRAP_MIN:
        return width, False
    full = sum(_fills(a, b, width, FULL) for a, b in pairs)
    return width, full >= WRAP_SHARE * len(pairs)


def _fills(a: _Line, b: _Line, width: int, share: float = 1.0) -> bool:
    """Whether the first word of ``b`` would not have fitted after ``a``."""
    return len(a.text) + 1 + len(b.text.split(None, 1)[0]) > width * share


def _double_spaced(lines: list[_Line]) -> bool:
    pairs = list(pairwise(lines))
    if len(pairs) < 3 or any(b.gap == 0 for _, b in pairs):
        return False
    if sum(len(line.text) <= WRAP_MAX for line in lines) < 0.9 * len(lines):
        return False
    running = sum(_runs_on(a.text, b.text) for a, b in pairs)
    return running >= DOUBLE_SHARE * len(pairs)


def _runs_on(a: str, b: str) -> bool:
    """Whether a sentence plainly runs from line ``a`` into line ``b``."""
    return b[0].islower() and b not in _CODE and not _END.search(a)


def _opens_item(a: _Line, b: _Line, width: int) -> bool:
    """Whether ``b`` begins a list item. Dashes and numbers may also open a wrapped line."""
    if _SURE_BULLET.match(b.text):
        return True
    if not (BULLET.match(b.text) or NUMBER.match(b.text)):
        return False
    item = BULLET.match(a.text) or NUMBER.match(a.text)
    return bool(item or _END.search(a.text) or a.text[-1] == "," or len(a.text) < 0.6 * width)


def _joins(a: _Line, b: _Line, width: int, wrapped: bool) -> bool:
    if _opens_item(a, b, max(width, len(a.text))) or a.text[-1] == "|":  # a row of a table
        return False
    if _runs_on(a.text, b.text):
        return True
    if not wrapped or _STAMP.match(a.text) or len(a.text) > WRAP_MAX or len(b.text) > WRAP_MAX:
        return False
    if b.indent > a.indent + 1:  # an indented first line
        return False
    if _END.search(a.text):
        return _fills(a, b, width, FULL)
    return _fills(a, b, width) or (len(a.text) >= 0.6 * width and not _headline(a, b, width))


def _headline(a: _Line, b: _Line, width: int) -> bool:
    """A line that leaves room for two more words of the next was ended on purpose."""
    words = b.text.split(None, 2)[:2]
    return len(a.text) + 2 + sum(map(len, words)) <= width * FULL
