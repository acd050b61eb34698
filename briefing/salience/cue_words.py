"""English words that show what a sentence does: who does what, who says it, how sure it is.

Each group is one feature of the default method; what a group is worth is learned, not set here. The
words are in the language file. In other languages the groups match nothing and the method rests on
place, repetition and figures.
"""

from __future__ import annotations

from briefing.language.units import WEEKDAYS
from briefing.languages import language

_ENGLISH = language("en")


def _cues(name: str) -> frozenset[str]:
    return frozenset(_ENGLISH.cues[name].split())


PRONOUNS, FIRST_PERSON = _cues("pronouns"), _cues("first_person")
CONNECTIVES, EXAMPLES = _cues("connectives"), _cues("examples")
SAYING, HEDGES, INTENT = _cues("saying"), _cues("hedges"), _cues("intent")
DAYS = _cues("near_days").union(map(str.lower, WEEKDAYS))
MONTHS = frozenset(form for forms in _ENGLISH.months for form in forms)
WHEN, WHERE = _cues("when"), _cues("where")
WAS, HAVE, PARTICIPLES = _cues("was"), _cues("have"), _cues("participles")
CURRENCY, PERCENT = _cues("currency"), _cues("percent")
DEEDS = {name: frozenset(words.split()) for name, words in _ENGLISH.deeds.items()}
"""The deeds that make news, by kind; any form that occurs in news is listed, nothing is stemmed."""
