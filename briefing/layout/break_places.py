"""Where a line may break.

Breaks follow the Unicode line breaking algorithm (UAX 14) as far as news text needs it: after
spaces and hyphens, around long dashes, between East Asian characters; never at a non-breaking space
or hyphen.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from briefing.layout.ruler import Stretch

_BLANK = "\t \u1680\u2000-\u2006\u2008-\u200b\u205f"
_CJK = (
    "\u2e80-\u2fff\u3041-\u30ff\u3105-\u4dbf\u4e00-\ua4cf\uac00-\ud7a3\uf900-\ufaff"
    "\U00020000-\U0003fffd"
)
_CLOSING = (
    "!%),.:;?\\]}\u00a0\u00bb\u2019\u201d\u2026\u3001\u3002\u3005\u3009\u300b\u300d\u300f\u3011"
    "\u3015\u30fc\uff01\uff09\uff0c\uff0e\uff1a\uff1b\uff1f"
)


# Zero-width places where a line may break. Those of East Asian text stand apart: sets so large take
# long to compile, and most text needs none of them.
_BREAKS = (
    f"(?<=[{_BLANK}])(?=[^{_BLANK}\n])"
    "|(?<=\n)|(?=\t)"
    '|(?<=[\\w)\\]"”’.,][-\u2010])(?=[^\\W\\d_])'
    '|(?<=[^\\s\u00a0][\u2012\u2013\u00ad])(?=[\\w(\\["“‘$€£])'
    "|(?<=[^\\s\u00a0])(?=\u2014)|(?<=\u2014)(?=[^\\s\u00a0\u2014.,;:!?)\\]”’])"
    "|(?<=\\])(?=\\[)"
    "|(?<=\ufffc)|(?=\ufffc)"
)
_EAST_ASIAN_BREAKS = (
    f"|(?<=[{_CJK}])(?=[^\\s{_CLOSING}])|(?<=[^\\s\u00a0(\\[\u201c\u2018\u00ab])(?=[{_CJK}])"
)


def _breaks(text: str) -> re.Pattern[str]:
    """The pattern of all the breaks that there may be in ``text``."""
    return _compiled(not text.isascii() and max(text) >= _CJK[0])


@lru_cache(maxsize=2)
def _compiled(east_asian: bool) -> re.Pattern[str]:
    return re.compile(_BREAKS + _EAST_ASIAN_BREAKS if east_asian else _BREAKS)


def units(stretches: Sequence[Stretch]) -> list[list[Stretch]]:
    """The stretches cut where a line may break: each unit goes on one line whole."""
    if len(stretches) == 1:
        text, font = stretches[0]
        return [[(unit, font)] for unit in _breaks(text).split(text) if unit]
    whole = "".join(text for text, _ in stretches)
    ends = [m.start() for m in _breaks(whole).finditer(whole)]
    ends.append(len(whole))
    made: list[list[Stretch]] = []
    unit: list[Stretch] = []
    at = place = 0
    for text, font in stretches:
        start, stop = at, at + len(text)
        while place < len(ends) and ends[place] <= stop:
            if ends[place] > start:
                unit.append((whole[start : ends[place]], font))
            if unit:
                made.append(unit)
            unit, start = [], ends[place]
            place += 1
        if start < stop:
            unit.append((whole[start:stop], font))
        at = stop
    return [*made, unit] if unit else made
