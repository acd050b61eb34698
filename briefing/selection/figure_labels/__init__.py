"""Labels of figures: what a number measures and of what, in the words of its own sentence.

A figure has a label where the sentence says beyond doubt what it measures, by one of few
constructions: "a $210 million loan for dykes", "trade between the two rose 14% to $3.1 billion",
"agreed to buy Alder Mills for $260m", "49 percent of the Khar Uul deposit". A figure in any other
construction has none, nor has one that is hoped for, denied, or only compared with.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from briefing.language.measured import compared
from briefing.language.quantities import AMOUNT, COUNT, DATE, SHARE, Figure
from briefing.language.units import TIMES
from briefing.selection.figure_labels import changes, money, things
from briefing.selection.figure_labels.exchange import in_dollars
from briefing.selection.figure_labels.phrases import acting_name, own_clause, whole_label
from briefing.selection.figure_labels.place import REACH, Place

LEAST_COUNT = 10
"""Smaller counts ("two sides", "three ministers") are seldom what a reader looks for."""
LEAST_SUM = 1000.0
"""Dollars below which a sum is what one person pays, which is no figure of the day."""
_ASIDE = re.compile(
    r",\s(?:a|an|the|which|who|whose|one of)\s[^,;:]{3,90},\s"
    r"|\s[-–—]\s(?:a|an|the|which|who|whose|one of)\s[^;:–—]{3,90}?\s[-–—]\s"
)
_ACRONYM = re.compile(r"\s\((?:[A-Z][A-Za-z&]{1,9}|base \d{4})\)")
_TICKER = re.compile(r"\s?<[A-Z0-9.]{1,9}>")
_ANGLED = re.compile(r"<([^<>]{1,60})>")
_HOPED = re.compile(
    r"\b(?:wants?|wanted|hopes?|hoped|aims?|aimed|aiming|seeks?|seeking|sought|targets?|targeted"
    r"|goals?|ambitions?|aspires?|[Cc]ould|[Mm]ight|would|if|propos\w+|request\w*|demand(?:s|ed|ing)"
    r"|call\w*\sfor|expect\w*|forecasts?|forecasting|predict\w*|projected|plan(?:s|ned|ning)?\sto"
    r"|planned|intends?|likely|should"
    r"|potential\w*|negotiat\w+|discuss\w*|considers?|considering|rumou?r\w*|possibl[ey]|denied|denies"
    r"|not|never|without|rejected|unless|attempt\w*|risk\w*|fears?|claims?|claimed|asked|urged"
    r"|it is estimated|speculat\w*|pledge\w*|promis\w*|believ\w*)\b"
    r"|\bmay\b",
)
_FAILED = re.compile(
    r"[^.;:]{0,60}\b(?:collapsed|fell through|failed|broke down"
    r"|(?:was|were|been|is|are)\s(?:\w+ly\s)?(?:rejected|cancell?ed|scrapped|abandoned"
    r"|called off|withdrawn|blocked|shelved|dropped))\b"
)
_WITH = re.compile(r",\swith\s[^,;:]*$")  # of whom the main clause speaks
_Rule = Callable[[Place], str]
_RULES: tuple[_Rule, ...] = (
    things.attributive, things.fate, things.of_what, changes.rise_in, changes.showed,
    changes.reaching, changes.saw, changes.risen_to, things.capacity, things.named_before,
    money.bought, money.spent, money.given, money.got, changes.set_to, money.cost, changes.priced,
    changes.changed, things.counted,
)  # fmt: skip
_OPENS_SENTENCE: frozenset[_Rule] = frozenset((changes.changed, things.counted, money.cost))
"""Rules whose label may begin with the first word of the sentence, whose capital says nothing."""


def label(figure: Figure, text: str) -> str:
    """What the figure measures, at most ``LONGEST_LABEL`` characters; ``""`` if not certain."""
    if not shows(figure, text):
        return ""
    first = max(0, figure.start - REACH)
    head, tail = text[first : figure.start], text[figure.end : figure.end + REACH]
    if compared(figure, text) or head.endswith("("):  # a sum in another currency
        return ""
    head = _ASIDE.sub(" ", _ACRONYM.sub("", _ANGLED.sub(r"\1", _TICKER.sub("", head))))
    if _HOPED.search(own_clause(head)) or _FAILED.match(tail):
        return ""
    place, name = Place(figure, head, tail), acting_name(_WITH.sub(" ", head))
    for rule in _RULES:
        words = whole_label(rule(place), name, rule in _OPENS_SENTENCE)
        if words:
            return words
    return ""


def shows(figure: Figure, text: str) -> bool:
    """Whether a figure is of a kind that a strip shows: no dates, ages, times or small counts."""
    if figure.kind == DATE or figure.unit in TIMES or figure.unit in ("points", "v"):
        return False
    if figure.kind == COUNT:
        return figure.number >= LEAST_COUNT and not _plain(figure, text)
    if figure.kind == SHARE and _ORDINAL.match(text, figure.start):
        return False
    if figure.kind == AMOUNT and not figure.per:
        return figure.upper * in_dollars(figure.unit) >= LEAST_SUM
    return figure.unit != "pp"


_ORDINAL = re.compile(
    r"a\s(?:third|quarter|fifth|tenth)\s(?!of\b|more\b|less\b|higher\b|lower\b)", re.I
)
_NAMED_SO = re.compile(r"-|(?:st|nd|rd|th)\b|\s[Cc]entury\b|(?:p|km/h)\b")
_AGED = re.compile(r"\b(?:aged?|age of|at|turned|number|No\.?)\s$|(?:[A-Z]\w+),\s$")


def _plain(figure: Figure, text: str) -> bool:
    """Whether a number counts nothing: an ordinal, an age, a year, a part of a name."""
    before, after = text[max(0, figure.start - 24) : figure.start], text[figure.end :]
    if _NAMED_SO.match(after):  # the 22-cap player
        return True
    alone = re.match(r"[,.;)]|\s(?:and|in|from|after)\b|$", after)
    year = figure.value.isdigit() and len(figure.value) == 4 and 1500 <= figure.number <= 2100
    return bool(year or (alone and figure.number < 120 and _AGED.search(before)))
