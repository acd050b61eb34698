"""The headline of a page in another language than English: below dates, menus and rubrics."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.languages import Language, first_match, language
from briefing.readers.written_dates import of_line

WITHIN = 8
"""Lines at the top within which the headline stands, below rubric, date and byline."""

LONGEST = 160
"""Characters of the longest headline; those of NTREX stories in twelve languages have up to 140."""

RUBRIC = 3
"""Words of a line that is the name of a rubric ("Узбекистан") where a longer line follows; in text
without blanks a third of its characters count."""

_ENDS = re.compile(r"[.:;,。：；，、؛][\"'”’»)\]」』）]*$")
_UNSPACED = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")
_ITEM = re.compile(r"[-•–*·▲△▶■□●○◆]\s")
_LETTER = re.compile(r"[^\W\d_]")


def headline(parts: Sequence[str], code: str) -> str:
    """The first line at the top that looks like a headline, or ``""``.

    It is short and does not end like a sentence, is no date, furniture, caption, rubric, dateline
    or item of a list, and a longer paragraph follows.
    """
    own = language(code)
    lines = list(parts[:WITHIN])
    for at, line in enumerate(lines):
        if _beside(line, own):
            continue
        ended = _ENDS.search(line) is not None and not line.endswith("...")
        if ended or len(line) > LONGEST or first_match(own.lines.opening, line):
            return ""
        following = [p for p in lines[at + 1 :] if not _beside(p, own)]
        if _size(line) < RUBRIC and following and RUBRIC <= _size(following[0]) <= LONGEST // 6:
            continue
        return line if max(map(len, parts[at + 1 : at + 1 + WITHIN]), default=0) > len(line) else ""
    return ""


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
