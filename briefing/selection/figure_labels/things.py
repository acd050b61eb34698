"""Labels of figures that stand beside what they measure: "a $210 million loan for dykes"."""

from __future__ import annotations

import re

from briefing.language.gazetteer import tables
from briefing.language.patterns import LazyPattern
from briefing.language.quantities import AMOUNT, COUNT, MEASURE, SHARE
from briefing.selection.figure_labels.money import done_with
from briefing.selection.figure_labels.phrases import (
    FINITE,
    HEDGE,
    LEADING,
    NO_SUBJECT,
    OF_ACTOR,
    OWNED,
    PLAIN,
    RATE,
    VAGUE,
    noun_phrase,
    phrase_after,
    predicate,
    purpose,
)
from briefing.selection.figure_labels.place import Place

_W = r"[^\W\d_][\w’'&.-]*(?<![.-])"
_DETERMINER = re.compile(
    r"\b(?:a|an|the|its|their|another)\s(?:(?!(?:of|in|for|to|at|by|from|with)\b)[\w-]+,?\s){0,2}$",
    re.IGNORECASE,
)
_OWNER = re.compile(
    r"\b((?:[A-Z][\w.&-]*\s){0,3}[A-Z][\w.&-]*[’']s?)\s(?:proposed\s|planned\s|record\s|new\s|first\s)?$"
)


def attributive(at: Place) -> str:
    """``a $210 million loan for dykes`` → loan for dykes; ``a 120-megawatt wind farm`` → wind farm.

    The determiner tells that the words after the figure are what it measures. An owner in its
    place becomes part of the label: ``Lemnia’s €3 billion rebate`` → Lemnia’s rebate.
    """
    if at.kind not in (AMOUNT, MEASURE) or at.figure.per:
        return ""
    owner = _OWNER.search(at.head)
    if not owner and not _DETERMINER.search(at.head):
        return ""
    other = _SECOND.match(at.rest)
    rest = at.rest[other.end() :] if other else at.rest
    if _NO_THING.match(rest) or _IN_FEET.search(at.figure.value):
        return ""
    what = noun_phrase(rest, 1)
    if what and what.split()[-1].lower() in VAGUE | _PAPERS:
        what += purpose(rest[1 + len(what) :])
    if what in _DUES:
        return f"{what}{OF_ACTOR}"
    if what and " " not in what and not owner and what.lower() not in _PAPERS | OWNED:
        return ""  # "a $50 billion imbalance": between whom is not said
    plain = PLAIN if at.kind == MEASURE else ""
    return f"{owner[1] + ' ' if owner else ''}{what}{plain}" if what else ""


_SECOND = re.compile(r",\s\d[\d.,]*[\s-]?[A-Za-z]{1,12}(?=\s[a-z])")
"""A second figure of the same thing: "a $320 million, 300 MW solar plant"."""
_DUES = frozenset("fine penalty settlement bail-out bailout tender dividend ransom".split())
_IN_FEET = re.compile(r"(?:foot|feet|pound|inch|inches|yard|mile|ounce)$")
_NO_THING = re.compile(r"(?![-\s])|.(?:of|in|for|to|from|at|on|between|with|by)\b", re.DOTALL)
_PAPERS = frozenset("contract contracts order loan grant programme program tender".split())
_STAKE = re.compile(r"\s(?:interest|stake|holding|shareholding|share)\sin\s(?:the\s)?")
_SAYING = re.compile(r"\s(?:said|say|says|thought|think|want|of those)\b")
_HELD = LazyPattern(
    r"\b(?:own|owns|hold|holds|held|holding|controls?|acquired?|acquires|buy|bought|sold|sells?|for"
    r"|cover|covers|covering|account(?:s|ed)? for|take|took|has|secured|purchased?|paying|pays)"
    rf"\s(?:a\s|{HEDGE}\s)*$"
)


def of_what(at: Place) -> str:
    """``118 km of dykes`` → of dykes; ``49 percent of the Khar Uul deposit`` → of the … deposit."""
    stake = _STAKE.match(at.tail) if at.kind == SHARE else None
    if stake:
        what = noun_phrase(at.tail, stake.end(), 1)
        return f"{stake[0].strip()} {what}" if what else ""
    tail = at.rest if at.kind == AMOUNT else at.tail
    match = re.match(r"\sof\s(?:(the|its|their|all|a|an)\s)?", tail)
    done = at.kind == MEASURE and done_with(at.head)
    if not match or done or at.kind == COUNT or at.figure.per or match[1] in ("its", "their"):
        return ""
    what = noun_phrase(tail, match.end(), 1)
    # so much a year is no sum: where it is supplied or bought, that rule says so
    rate = RATE.match(tail, match.end() + len(what))
    if rate or at.figure.value.lower().startswith(("half", "a ", "one")):
        return ""
    article = "the " if match[1] == "the" else ""
    if at.kind != SHARE:
        mean = re.search(rf"\b(?:rate|average|level|price|total) of\s(?:{HEDGE}\s)?$", at.head)
        return f"{what}{OF_ACTOR}" if len(what) > 3 and not mean else ""
    saying = _SAYING.match(at.tail, match.end() + len(what))
    if what and _HELD.search(at.head) and not saying:
        return f"of {article}{what}"
    return predicate(at.head, at.tail, "of ", match.end())


_OF = re.compile(
    rf"\b(?:a|an|the|its|total|annual)\s((?:[^\W\d_][\w’'-]*\s){{1,4}}?)of\s(?:{HEDGE}\s)*$",
    re.IGNORECASE,
)
_CHANGES = frozenset("growth increase rise fall decline drop inflation margin cut".split())
_CAPACITY = re.compile(
    r"([^,;:()]{4,60}?)\s(?:with|at)\s(?:a|an)\s((?:annual\s|daily\s|total\s|planned\s|estimated\s|combined\s|installed\s)?"
    rf"(?:capacity|length|output|budget|cost|price|value)) of\s(?:{HEDGE}\s)?$"
)
_WORTH = re.compile(rf"((?:{_W}\s){{1,5}})(?:worth|totall?ing)\s(?:{HEDGE}\s)?$")
_VALUED = re.compile(rf"((?:{_W}\s){{1,5}}),?\s?(?:valued|estimated) at\s(?:{HEDGE}\s)?$")
_MADE = re.compile(
    r"\b(build|open|lay|construct|develop|launch|buy|complete|finance|fund|modernise|modernize"
    r"|upgrade|expand|repair|restore|rebuild|extend|renovate|acquire|equip|electrify)"
    r"(s|ed|ing|es)?\s(.+)$|\b(built|laid|bought|rebuilt)\s(.+)$"
)


def named_before(at: Place) -> str:
    """``an annual turnover of £8.9bn`` → annual turnover; ``contracts worth $3 billion``."""
    if at.kind == COUNT or (at.figure.per and at.kind == AMOUNT):
        return ""
    match = _OF.search(at.head)
    share = match and at.kind == SHARE and match[1].split()[-1].lower() in _CHANGES
    if match and (share or at.kind in (AMOUNT, MEASURE)):
        vague = match[1].split()[-1].lower() in VAGUE | {"record", "width", "length", "balance"}
        plain_end = PLAIN if at.kind == MEASURE else ""
        return "" if vague else f"{match[1].strip()}{phrase_after(at.tail)}{plain_end}"
    match = _WORTH.search(at.head) or _VALUED.search(at.head)
    if not match or at.kind != AMOUNT:
        return ""
    words: list[str] = []
    for word in reversed(match[1].split()):
        low = word.lower()
        if low in ("and", "or"):
            return ""  # of a list it is not known how much of it is meant
        if low in NO_SUBJECT or low.endswith("ed") or FINITE.fullmatch(low):
            break
        words.insert(0, word)
    return " ".join(words)


def capacity(at: Place) -> str:
    """``to build a terminal at Duqm with a capacity of 4.5m TEU`` → capacity of terminal at Duqm;
    ``to modernise the plant at a cost of $800 million`` → to modernise plant."""
    holds = _CAPACITY.search(at.head) if at.kind in (AMOUNT, MEASURE) else None
    made = _MADE.search(holds[1]) if holds else None
    if not holds or not made or at.figure.per:
        return ""
    thing = LEADING.sub("", made[3] or made[5], count=1)
    if not thing or FINITE.search(thing) or re.search(r"\d|\band\b", thing):
        return ""
    to_do = at.kind == AMOUNT and made[1] and not made[2]
    return f"to {made[1]} {thing}" if to_do else f"{holds[2]} of {thing}"


_FATES = {
    "killed": r"killed|dead|died|drowned", "injured": r"injured|wounded|hurt",
    "arrested": r"arrested|detained", "missing": r"missing", "evacuated": r"evacuated",
    "displaced": r"displaced|homeless",
}  # fmt: skip
_PEOPLE = r"(?:people|persons|men|women|children|workers|soldiers|passengers|miners|villagers)"
_PLACE = re.compile(
    r"\b(?:in|near|at|off)\s((?:the\s)?(?:[a-z]+\s)?[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*){0,2})"
)
_TOWN = re.compile(
    r"\b(?:in|near|at|off|hit|struck|rocked)\s(?:the\s)?(?:[A-Z][a-z]+\s)?(?:[a-z]+\s){1,2}of\s"
    r"([A-Z][a-z][\w’'-]*(?:\s[A-Z][\w’'-]*){0,2})"
)
_WIDER = LazyPattern(
    r"\b(?:in|near|off|areas of|hit|struck|rocked)\s"
    r"((?:the\s)?(?:[a-z]+\s)?(?!(?:January|February|March|April|May|June|July|August|September|October"
    r"|November|December|State|Ministry|Department)\b)[A-Z][a-z][\w’'-]*(?:\s[A-Z][\w’'-]*){0,2})"
)


def fate(at: Place) -> str:
    """``38 people were killed in Orsk`` → people killed in Orsk."""
    if at.kind != COUNT:
        return ""
    clause = re.split(r"[;.]\s|,\s", at.tail)[0]
    for word, forms in _FATES.items():
        after = re.match(
            rf"\s(?:{_PEOPLE}\s|[^,;:.\d]{{3,40}}?\s(?=were|was|have|are))?(?:were\s|was\s|are\s|have\s|had\s|been\s)*(?:{forms})\b",
            clause,
        )
        before = re.search(
            rf"\b(?:killed|killing|injured|injuring|wounding|wounded)\s(?:{HEDGE}\s)*$", at.head
        )
        verb = before[0].split()[0] if before else ""
        matches = verb.startswith(word[:5]) or (word == "injured" and verb.startswith("wound"))
        if not after and not (before and matches and re.match(rf"\s{_PEOPLE}\b", clause)):
            continue
        town = _TOWN.search(clause) or _TOWN.search(at.tail)
        if town:
            return f"people {word} in {town[1]}"
        place = _PLACE.search(clause)
        if place and place[1].split()[-1] not in tables().demonyms:
            return f"people {word} {place[0]}"
        wider = _WIDER.search(at.tail) or _WIDER.search(at.head)
        is_place = wider and wider[1].split()[-1] not in tables().demonyms
        return f"people {word} in {wider[1]}" if wider and is_place else ""
    return ""


def counted(at: Place) -> str:
    """``Some 600 schools have signed up`` → schools have signed up."""
    top = re.search(r"\b(?:of|in|top|No|number)\s(?:[\w’']+\s){0,1}$", at.head)
    if at.kind != COUNT or top or at.tail.startswith(" of ") or at.tail[:1] not in (" ", "\u00a0"):
        return ""
    return predicate(at.head, at.tail, "", 1)
