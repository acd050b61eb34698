"""The actor of a figure: the name that acts in the clause of the figure."""

from __future__ import annotations

import re

from briefing.language.gazetteer import tables
from briefing.language.verbs import verbs
from briefing.selection.figure_labels.phrases import HEDGE, NAME, NO_SUBJECT, OWNED

_SOON = r"(?:\s(?:on\s[A-Z][a-z]+day|yesterday|today|recently|also|now))?"
_ACTS = (
    r"has|have|had|is|are|was|were|will|would|[a-z]+ed|sold|paid|bought|made|won|lost|spent|lent"
    r"|gave|left|kept|held|saw|cut|put|set|took|sent|built"
)
_ACTOR = re.compile(
    rf"\W*(?:(?:In|On|By|For|During|According to|Last|This|Earlier)\s[^,]{{2,30}},\s)?"
    rf"(?:(?:The|A|An)\s)?(?:(?:UK|US|EU|U\.S\.|U\.K\.)\s(?=[a-z]))?"
    rf"(?:(?:[A-Z]?[a-z-]+\s(?:(?!(?:in|of|for|at|on|from|by|to|and|that|outside|across|within|near|around|with)\s)[a-z-]+\s){{0,3}})??)"
    rf"({NAME})"
    r"(?:[’'](?:s\s)?(?:[a-z]+\s){0,2}(?:president|government|cabinet|parliament|ministry|ministers?"
    r"|bank|court|authorities|king|regulator))?"
    r"(?:\sof\s(?:the\s)?[A-Z][\w.]*)?"
    rf"(?={_SOON}(?:,|\s(?:said|says|and|also|plans|expects|faces|owns|holds|reports|runs|employs"
    rf"|produces|exports|imports|operates|supplies|{_ACTS})\b))"
)
_CALENDAR = frozenset(
    """January February March April May June July August September October November December Monday
    Tuesday Wednesday Thursday Friday Saturday Sunday""".split()
)
_GROUP = re.compile(
    rf"\W*(?:[Tt]he\s|[Ss]ome\s)?({NAME}\s(?:[a-z-]+\s){{0,2}}?[a-z-]+)(?={_SOON}\s(?:{_ACTS})\b)"
)
"""A name with what it tells apart: "Japanese importers", "Edinburgh's winter festivals"."""
_SAID_THAT = re.compile(r"\b(?:that|said|says)\s(?=(?:the\s)?[A-Z])")
_MANY = re.compile(r"(?:ers|ors|ists|yers|ians|men|ants|ents)$")
"""The ends of words for people of a kind, who open a sentence with a capital: "Traders"."""
_FARTHEST = 16
"""Words between a name and the figure of what it does; farther on, the clause is another's."""


def acting_name(head: str) -> str:
    """The name that opens the sentence and acts in the clause of the figure; ``""`` if none."""
    said = list(_SAID_THAT.finditer(head))
    if said:
        return acting_name(head[said[-1].end() :])
    match = _ACTOR.match(head)
    if match is not None and _same_clause(head[match.end() :]):
        return _plain_name(match[1])
    group = _GROUP.match(head)
    if group is None or not _same_clause(head[group.end() :]):
        return ""
    words = re.sub(r"^(?:The|A|An|Some)\s", "", group[1]).split()
    if len(words) < 2:
        return ""
    known = tables()
    named = words[0].removesuffix("’s").removesuffix("'s")
    telling = named in known.demonyms | known.known | {"UK", "US", "EU"} or words[1][0].isupper()
    common = [word for word in words if word[0].islower()]
    verbal = any(word in NO_SUBJECT or verbs().strong(word) for word in common)
    return " ".join(words) if telling and not verbal else ""


def _same_clause(between: str) -> bool:
    """Whether what stands between a name and a figure can be one clause."""
    between = re.sub(rf"\s{HEDGE}\s$", " ", between)
    apart = re.search(r",(?!\d)|[;“”\"]|\b(?:while|but|as|that(?!\s(?:it|they)\b))\b", between)
    return apart is None and len(between.split()) <= _FARTHEST


def _plain_name(words: str) -> str:
    """The name without a possessive mark and an article; ``""`` if the words name nobody."""
    name = re.sub(r"[’']s?$", "", words)
    first = name.split()[0]
    plain = " " not in name and (name.lower() in OWNED | NO_SUBJECT or name.endswith(("ing", "ly")))
    anyone = name == first and first not in tables().known and _MANY.search(first)
    if (
        plain
        or anyone
        or first in _CALENDAR
        or first in ("The", "He", "She", "It", "They", "But", "And")
    ):
        return ""
    return re.sub(r"^(?:The|A|An)\s", "", name)
