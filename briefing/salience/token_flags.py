"""The flags of single words for the default method: one bit per flag, all flags of a word in one
number.

The flags of a sentence are those of its words combined by ``|``, in one pass over its tokens
instead of one per list of words. A process caches the flags of words.
"""

from __future__ import annotations

import re

from briefing.language.tokens import Known
from briefing.salience import cue_words as lx

_YEAR = re.compile(r"(?:19|20)\d\d")
_SHORT_MONEY = re.compile(r"\d.*[mb]n?")

TIME_WORDS = (
    "since", "ago", "been", "already", "still", "first", "new", "would", "could", "may",
)  # fmt: skip

FEATURE_WORDS: dict[str, frozenset[str]] = {
    "money": lx.CURRENCY, "percent": lx.PERCENT, "says": lx.SAYING, "question": frozenset({"?"}),
    "hedge": lx.HEDGES, "intent": lx.INTENT, "was": lx.WAS, "day": lx.DAYS,
    "next": frozenset({"next"}), "example": lx.EXAMPLES, "according": frozenset({"according"}),
    **{f"deed_{name}": words for name, words in lx.DEEDS.items()},
    "now": frozenset({"now", "currently"}), "recent": frozenset({"recently", "recent"}),
    "earlier": frozenset({"earlier"}), "month": lx.MONTHS, "years": frozenset({"year", "years"}),
    "should": frozenset({"should", "must"}),
    **{f"time_{word}": frozenset({word}) for word in TIME_WORDS},
}  # fmt: skip
"""The features of a sentence that hold where any of these words (in small letters) is in it."""

_HELPERS: dict[str, frozenset[str]] = {
    "per": frozenset({"per"}), "cent": frozenset({"cent"}), "have": lx.HAVE,
    "deadline": frozenset({"by", "until"}), "will": frozenset({"will"}),
    "last": frozenset({"last"}), "a year": frozenset({"year"}),
    "a span": frozenset({"week", "month"}), "had": frozenset({"had"}), "we": lx.FIRST_PERSON,
    "quote mark": frozenset('"“”'), "capital": frozenset(), "number": frozenset(),
    "a date": frozenset(),
}  # fmt: skip

BITS = {name: 1 << k for k, name in enumerate((*FEATURE_WORDS, *_HELPERS))}
"""The bit of each sign; ``capital``, ``number`` (that is no year) and ``a date`` (a year) are told
by how a token is written."""

_BY_WORD: dict[str, int] = {}
for _name, _words in (*FEATURE_WORDS.items(), *_HELPERS.items()):
    for _word in _words:
        _BY_WORD[_word] = _BY_WORD.get(_word, 0) | BITS[_name]
_CAPITAL, _NUMBER, _DATE, _MONEY = (BITS[n] for n in ("capital", "number", "a date", "money"))


def _signs(token: str) -> int:
    sign = _BY_WORD.get(token.lower(), 0)
    if token[0].isdigit():
        if len(token) == 4 and _YEAR.fullmatch(token):
            return sign | _DATE
        return sign | _NUMBER | (_MONEY if _SHORT_MONEY.fullmatch(token) else 0)
    return sign | _CAPITAL if token[0].isupper() else sign


SIGNS = Known(_signs)
"""The signs of a token, all in one number."""
