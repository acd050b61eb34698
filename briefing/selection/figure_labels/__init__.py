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
from briefing.selection.figure_labels.actors import acting_name
from briefing.selection.figure_labels.exchange import in_dollars
from briefing.selection.figure_labels.outlook import outlook
from briefing.selection.figure_labels.phrases import LONGEST_LABEL, own_clause, whole_label
from briefing.selection.figure_labels.place import REACH, Place

LEAST_COUNT = 10
"""Smaller counts ("two sides", "three ministers") are seldom of interest."""
LEAST_SUM = 1000.0
"""Dollars below which a sum is what one person pays, which is no figure of the day."""
_ASIDE = re.compile(
    r",\s(?:(?:a|an|the|which|who|whose|one of)\s|[A-Z][\w.]+(?:\s[A-Z]\w+){0,2}[’']s?\s)"
    r"[^,;:]{3,90},\s"
    r"|\s[-–—]\s(?:a|an|the|which|who|whose|one of)\s[^;:–—]{3,90}?\s[-–—]\s"
)
_ACRONYM = re.compile(r"\s\((?:[A-Z][A-Za-z&]{1,9}|base \d{4})\)")
_TICKER = re.compile(r"\s?<[A-Z0-9.]{1,9}>")
_ANGLED = re.compile(r"<([^<>]{1,60})>")
_NAMED_IN = re.compile(
    r"\b(?:[Tt]h(?:e|is|ey|eir)|[Ii]ts?|[Hh]is|[Hh]er|[Ss]?[Hh]e)(?:\s[\w’'-]+){0,3}?\s\[([^\[\]]+)\]"
)
_GIVEN_NAME = re.compile(r"\[([^\[\]]+)\](?=\s[A-Z])")
_OUTLOOK_NOUN = re.compile(
    r"\b(?:cut|rais|lift|lower|trim|slash|revis|reduc|increas|upgrad|downgrad)\w*\s(?:up\s|down\s)?"
    r"(?:its|their|the)\s[^,;:]{0,40}?\b(?:forecasts?|estimates?)\b"
)
"""A forecast that is changed is what the figure measures: "cut its growth forecast to 2%"."""
_HOPED = re.compile(
    r"\b(?:wants?|wanted|hopes?|hoped|aims?|aimed|aiming|seeks?|seeking|sought|targets?|targeted"
    r"|goals?|ambitions?|aspires?|[Cc]ould|[Mm]ight|would|if|propos\w+|debat\w+|request\w*|demand(?:s|ed|ing)"
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
_BEFORE = re.compile(r"\bafter an?\s(?:[\w-]+\s)?$")  # what went before: "after a 3% fall"
_WITH = re.compile(r",\swith\s[^,;:]*$")  # of whom the main clause speaks
_Rule = Callable[[Place], str]
_RULES: tuple[_Rule, ...] = (
    things.attributive, things.fate, things.of_what, changes.rise_in, changes.showed,
    changes.reaching, changes.saw, changes.risen_to, things.capacity, things.named_before,
    money.bought, money.spent, money.given, money.supplied, money.got, changes.set_to, money.cost,
    changes.priced, changes.changed, things.counted,
)  # fmt: skip
_CLAUSES: frozenset[_Rule] = frozenset((things.counted, things.of_what))
"""Rules whose label may be a clause."""
_BESIDE: frozenset[_Rule] = frozenset((things.attributive, things.fate, money.bought))
"""Rules for what stands beside a figure, however it is spoken of, and for aims, which say so."""
_OPENS_SENTENCE: frozenset[_Rule] = frozenset((changes.changed, things.counted, money.cost))
"""Rules whose label may begin with the first word of the sentence, whose capital says nothing."""


def label(figure: Figure, text: str) -> str:
    """What the figure measures, at most ``LONGEST_LABEL`` characters; ``""`` if not certain."""
    if not shows(figure, text):
        return ""
    first = max(0, figure.start - REACH)
    head, tail = text[first : figure.start], text[figure.end : figure.end + REACH]
    if compared(figure, text) or _BEFORE.search(head) or head.endswith("("):  # another currency
        return ""
    head = _GIVEN_NAME.sub(r"\1", _NAMED_IN.sub(r"\1", head))
    head = _ASIDE.sub(" ", _ACRONYM.sub("", _ANGLED.sub(r"\1", _TICKER.sub("", head))))
    head, note = outlook(head, tail)
    if _HOPED.search(own_clause(_OUTLOOK_NOUN.sub("", head))) or _FAILED.match(tail):
        return ""
    place, name = Place(figure, head, tail), acting_name(_WITH.sub(" ", head))
    return next((words for rule in _RULES if (words := _by(rule, place, name, note))), "")


def _by(rule: _Rule, place: Place, name: str, note: str) -> str:
    """The whole label that a rule gives, with the note; ``""`` if it gives none."""
    words = whole_label(rule(place), name, rule in _OPENS_SENTENCE)
    if not words or (rule in _CLAUSES and _HOPED.search(words)):
        return ""
    if note and rule not in _BESIDE:
        words = f"{words} ({note})"
    return words if len(words) <= LONGEST_LABEL else ""


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
