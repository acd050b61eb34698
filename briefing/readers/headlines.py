"""The headline of a page in another language than English: below dates, menus and rubrics."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.languages import Language, first_match, language
from briefing.readers.written_dates import of_line

WITHIN = 8
"""Lines with words at the top within which the headline stands, below rubric, date and byline."""

TOP = 40
"""Lines at the top in all: quotes of markets and menus of one word per line stand above some."""

FEWEST_SHARED = 2
"""Words that a line must share with the text to be its headline in place of the first line, which
shares none."""

LONGEST = 160
"""Characters of the longest headline; those of NTREX stories in twelve languages have up to 140."""

RUBRIC = 3
"""Words of a line that is the name of a rubric ("Узбекистан") where a longer line follows; in text
without blanks a third of its characters count."""

_ENDS = re.compile(r"[.:;,。：；，、؛][\"'”’»)\]」』）]*$")
_UNSPACED = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")
_ITEM = re.compile(r"[-•–*·▲△▶■□●○◆]\s")
_SYLLABLES = re.compile("[가-힣\u3040-\u30ff\u4e00-\u9fff]{2}")
_WORD = re.compile(r"[^\W\d_]+")
_LETTER = re.compile(r"[^\W\d_]")


def headline(parts: Sequence[str], code: str) -> str:
    """The first line at the top that looks like a headline, or ``""``.

    It is short and does not end like a sentence, is no date, furniture, caption, rubric, dateline
    or item of a list, and a longer paragraph follows. Where it shares no word with the text and a
    later line shares several, it is that line.
    """
    own = language(code)
    lines = [(at, p) for at, p in enumerate(parts[:TOP]) if not _beside(p, own)][: WITHIN + 1]
    story = next((at for at, p in lines if _is_prose(p, own)), len(parts))
    above = [p for at, p in lines if at < story]
    if not above:
        return ""
    text = " ".join(parts[story : story + WITHIN]) or " ".join(p for _, p in lines[1:])
    words = set(_words(text))
    shared = [len(words & set(_words(p))) for p in above]
    first = _below_rubric(above, shared)
    best = max(range(len(above)), key=lambda k: (shared[k], -k))
    at = best if not shared[first] and shared[best] >= FEWEST_SHARED else first
    line = above[at]
    if not shared[at] and _size(line) < RUBRIC:
        return ""
    place = next(k for k, p in lines if p == line)
    return line if max(map(len, parts[place + 1 : TOP]), default=0) > len(line) else ""


def _is_prose(line: str, own: Language) -> bool:
    """Whether it ends like a sentence, is too long for a headline, or opens the report."""
    ended = _ENDS.search(line) is not None and not line.endswith("...")
    return ended or len(line) > LONGEST or first_match(own.lines.opening, line) is not None


def _below_rubric(lines: Sequence[str], shared: Sequence[int]) -> int:
    """The first line that is no rubric above a longer line, which shares as many words."""
    at = 0
    while at + 1 < len(lines) and _size(lines[at]) < RUBRIC <= _size(lines[at + 1]):
        if _size(lines[at + 1]) > LONGEST // 6 or shared[at + 1] < shared[at]:
            break
        at += 1
    return at


def _words(text: str) -> list[str]:
    """The beginnings of its longer words, since endings differ."""
    return [
        word[:2] if _SYLLABLES.match(word) else word[:5]
        for word in _WORD.findall(text.lower())
        if len(word) > 3 or _SYLLABLES.match(word)
    ]


def _size(line: str) -> int:
    return len(line) // 3 if _UNSPACED.search(line) else len(line.split())


def _beside(line: str, own: Language) -> bool:
    """Whether the line stands beside the news and is none of it."""
    rows = (*own.lines.boilerplate, *own.lines.caption, *own.lines.closing)
    return (
        not _LETTER.search(line)
        or _ITEM.match(line) is not None
        or line.startswith("#")  # a tag
        or first_match(rows, line) is not None
        or bool(of_line(line, own.code))
    )
