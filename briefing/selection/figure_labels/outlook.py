"""Figures of what is planned or expected, whose labels say so: "cost of the dam (expected)".

A sentence of a plan or a forecast is rewritten as one of what is so, for the rules of labels to
read, and the label gets a note. A figure that somebody only hopes for, or that is due long after
the news, has no label.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from briefing.language.label_verbs import PARTICIPLES, SPENDING
from briefing.selection.figure_labels.phrases import HEDGE

EXPECTED, PLANNED = "expected", "planned"

_PRESENT = {
    "reach": "reaches", "hit": "hits", "total": "totals", "exceed": "exceeded", "rise": "rises",
    "grow": "grows", "increase": "increased", "climb": "climbed", "expand": "expanded",
    "fall": "falls", "drop": "dropped", "decline": "declined", "shrink": "shrank",
    "contract": "contracted", "average": "averaged", "cost": "costs",
}  # fmt: skip
_VERB = rf"(?P<verb>{'|'.join(_PRESENT)})\b"
_DUE = r"(?:expected|forecast(?:ed)?|projected|predicted|estimated|set|due)"
_RULES = (
    re.compile(rf"\b(?:is|are|was|were)\s(?:(?:now|also|widely|still)\s)?{_DUE}\sto\s{_VERB}"),
    re.compile(rf"\bwill\s(?:also\s|likely\s|probably\s)?(?!cost){_VERB}"),
)
_FORECASTER = re.compile(
    r"\b(?:expects?|forecasts?|predicts?|predicted|projects?|projected)\s(?:that\s)?"
    rf"(?P<what>[^,;:]{{4,60}}?)\s(?:to|will|would)\s{_VERB}"
)
_FORECAST_OF = re.compile(
    rf"\b(?:has\s|have\s)?(?:forecasts?|expects?|predicts?|projects?)\s(?=(?:[a-z]+\s){{1,3}}of\s(?:{HEDGE}\s)*$)"
)
_DOING = "|".join((*PARTICIPLES, *SPENDING))
_PLAN = re.compile(
    rf"\b(?:(?:is|are)\splanning|plans|plan|intends?|is\sset|are\sset|is\sdue|are\sdue)\sto\s(?={_DOING})"
)
_FAR = re.compile(r"\bby\s(?:the\s(?:end\sof\s|year\s)?)?20[3-9]\d\b")
"""A year for which somebody sets a goal; news of a plan names nearer ones."""


class Outlook(NamedTuple):
    """The text before a figure as if what it tells were so, and what its label adds."""

    head: str
    note: str = ""


def outlook(head: str, tail: str) -> Outlook:
    """``Farm output is expected to reach `` → ``Farm output reaches ``, "expected"."""
    if _FAR.search(head) or _FAR.search(tail):
        return Outlook(head)
    forecast = _FORECASTER.search(head)
    if forecast:
        said = f"; {forecast['what']} {_PRESENT[forecast['verb']]}"
        return Outlook(head[: forecast.start()] + said + head[forecast.end() :], EXPECTED)
    for rule in _RULES:
        match = rule.search(head)
        if match:
            verb = _PRESENT[match["verb"]]
            return Outlook(head[: match.start()] + verb + head[match.end() :], EXPECTED)
    for pattern, verb, note in ((_FORECAST_OF, "has an ", EXPECTED), (_PLAN, "will ", PLANNED)):
        match = pattern.search(head)
        if match:
            return Outlook(head[: match.start()] + verb + head[match.end() :], note)
    return Outlook(head)
