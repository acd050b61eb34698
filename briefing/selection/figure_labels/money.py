"""Labels of figures that somebody paid, got or made: "will spend $40 million on dykes"."""

from __future__ import annotations

import re

from briefing.language.label_verbs import GIVING, PARTICIPLES, SPENDING
from briefing.language.quantities import AMOUNT, COUNT, MEASURE
from briefing.selection.figure_labels.phrases import (
    BY_ACTOR,
    FINITE,
    HEDGE,
    LEADING,
    NAME,
    RATE,
    lowered,
    noun_phrase,
    purpose,
    subject_phrase,
    unfit,
)
from briefing.selection.figure_labels.place import Place

_STEMS = {base.removesuffix("e"): participle for base, participle in SPENDING.items()}
_IRREGULAR = {part: part for stem, part in _STEMS.items() if not part.startswith(stem)}
_SPENT = re.compile(
    rf"\b({'|'.join((*_STEMS, *_IRREGULAR))})(s|e|es|ed|ing)?\s(?:a\stotal\sof\s)?(?:{HEDGE}\s)*$",
    re.IGNORECASE,
)
_ON = re.compile(r"\s(?:in|into|on|for|to)\s(?:the\s|its\s|a\s|an\s)?")
_WHAT_FOR = re.compile(
    r"\sto\s(settle|build|buy|finance|fund|develop|acquire|modernise|modernize|repair|upgrade|expand"
    r"|construct|clean up|restore|rebuild|improve|support)\s(?:the\s|its\s|a\s|an\s)?"
)


def spent(at: Place) -> str:
    """``has invested $4.4 billion in Kazakhstan`` → invested in Kazakhstan."""
    verb = _SPENT.search(at.head)
    aim = _WHAT_FOR.match(at.rest)
    target = aim or _ON.match(at.rest)
    if not verb or not target or at.kind != AMOUNT:
        return ""
    what = noun_phrase(at.rest, target.end(), 1)
    if aim:
        return f"to {aim[1]} {what}" if " " in what or what[:1].isupper() else ""
    stem = verb[1].lower()
    done = verb[2] == "ed" or stem in _IRREGULAR
    if what and " " not in what:
        what += purpose(at.rest[target.end() + len(what) :])
    gap, word = target[0].strip(), _IRREGULAR.get(stem) or _STEMS[stem]
    if not what or unfit(what, "", 12):
        return ""
    if gap == "to" and not any(w[0].isupper() for w in what.split()):
        return f"{'' if done else 'to be '}{word} to {what}{BY_ACTOR}"
    if not done:
        return f"to be {word} {gap} {what}"
    specific = any(w[0].isupper() for w in what.split()) or gap.split()[0] not in ("in", "for")
    return f"{word} {gap} {what}" if specific else ""


_FUTURE = re.compile(
    r"\b(?:will|is to|are to|agreed to|decided to)\s(?:also\s|initially\s)?"
    rf"({'|'.join(PARTICIPLES)})\s(?:{HEDGE}\s|a record\s)*$"
)
_DOUBLING = frozenset("cut shed win ship".split())
_GERUNDS = {
    (base + base[-1] if base in _DOUBLING else base.removesuffix("e")) + "ing": done
    for base, done in PARTICIPLES.items()
}
_NOW = re.compile(
    rf"\b(?:is|are)\s(?:now\s|also\s)?({'|'.join(_GERUNDS)})\s(?:{HEDGE}\s|a record\s)*$"
)
_STEADY = {
    base + "s": PARTICIPLES[base]
    for base in ("employ", "operate", "own", "produce", "export", "import", "supply", "handle")
} | {"carries": "carried", "supplies": "supplied"}  # fmt: skip
_USUAL = re.compile(rf"\b({'|'.join(_STEADY)})\s(?:{HEDGE}\s|a record\s)*$")
_PAST = re.compile(rf"\b({'|'.join(PARTICIPLES.values())})\s(?:{HEDGE}\s|a record\s)*$")
_IN_WHAT = re.compile(r"\sin\s(?=[a-z])(?!the\s(?:year|first|last|quarter|three|six|month|period))")
_ALONE = re.compile(
    r"[,.;]|\s(?:for\sthe\s(?!same)|in\s(?:19|20|the|January|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|last|this"
    r"|during|since|over|from|by|a\syear|after|as)|$"
)


_COMPARING = frozenset("above below more less over under higher lower fewer".split())


def got(at: Place) -> str:
    """``Alder will cut 600 jobs`` → jobs to be cut by Alder; ``saved £75m`` → saved by …"""
    if at.kind not in (AMOUNT, MEASURE, COUNT) or at.figure.per:
        return ""
    done = done_with(at.head)
    if not done:
        return ""
    if at.kind == AMOUNT:
        link = _IN_WHAT.match(at.rest)
        what = noun_phrase(at.rest, link.end(), 0) if link else ""
        if not what and not _ALONE.match(at.rest):
            return ""
        return f"{what} {done}{BY_ACTOR}"
    link = re.match(r"\s(?:of\s)?(?=[a-zA-Z])", at.rest)
    what = noun_phrase(at.rest, link.end(), 1) if link else ""
    rate = RATE.match(at.rest, link.end() + len(what)) if link else None
    what += rate[0] if rate else ""
    first = what.split()[0] if what else "above"
    whole = not first.endswith("ed") and first not in _COMPARING and not what.endswith(".")
    return f"{what} {done}{BY_ACTOR}" if whole else ""


def done_with(head: str) -> str:
    """What is, was or will be done with the figure, as a participle; ``""`` if it is not said."""
    coming, now = _FUTURE.search(head), _NOW.search(head)
    if coming or now:
        return f"to be {PARTICIPLES[coming[1]] if coming else _GERUNDS[now[1]] if now else ''}"
    usual, past = _USUAL.search(head), _PAST.search(head)
    return _STEADY[usual[1]] if usual else past[1] if past else ""


_SUPPLIED = re.compile(
    rf"\b(supply|provide|supplies|supplied|provided)\s(?:the\s)?((?:[a-z-]+\s){{0,4}}?{NAME})\swith"
    rf"\s(?:{HEDGE}\s)*$"
)


def supplied(at: Place) -> str:
    """``a deal to supply Tarn Motor with 300 presses`` → presses to be supplied to Tarn Motor."""
    match = _SUPPLIED.search(at.head) if at.kind in (COUNT, MEASURE) else None
    link = re.match(r"\s(?:of\s)?(?=[a-z])", at.rest)
    what = noun_phrase(at.rest, link.end(), 0) if link else ""
    if not match or not what:
        return ""
    word = PARTICIPLES[match[1]] if match[1] in PARTICIPLES else match[1]
    word = "supplied" if word == "supplies" else word
    coming = "to be " if match[1] in PARTICIPLES else ""
    return f"{what} {coming}{word} to {match[2]}"


_BOUGHT = re.compile(
    r"\b(buy|acquire|build|develop|modernise|modernize|upgrade|finance|construct|purchase|sell|order)"
    rf"\s(?!to\s|in\s|at\s|off\s|by\s)([^,;:()]{{4,60}}?)\sfor\s(?:{HEDGE}\s)?$"
)
_BUYING = re.compile(
    r"\b(bought|acquired|built|purchased|sold|ordered|buying|acquiring|building)"
    rf"\s(?!to\s|in\s|at\s|off\s|by\s)([^,;:()]{{4,60}}?)\sfor\s(?:{HEDGE}\s)?$"
)
_FINED = re.compile(rf"\bfined\s([^,;:()]{{3,40}}?)\s(?:{HEDGE}\s)?$")
_WAS_FINED = re.compile(
    rf"(?:^|[,;:.]\s)(?:The\s)?(?:[A-Z]?[a-z-]+\s){{0,3}}({NAME})"
    r"\s(?:was|were|has been|have been)\sfined"
    rf"\s(?:a\stotal\sof\s)?(?:{HEDGE}\s)?$"
)
_SUED = re.compile(rf"\b(?:sued|suing)\s([^,;:()]{{3,50}}?)\sfor\s(?:{HEDGE}\s)?$")


def bought(at: Place) -> str:
    """``agreed to buy Alder Mills for $260m`` → to buy Alder Mills; fines and claims alike."""
    if at.kind != AMOUNT or at.figure.per:
        return ""
    for pattern, gap in ((_BOUGHT, "to {} "), (_BUYING, "for ")):
        match = pattern.search(at.head)
        if match:
            what = LEADING.sub("", match[2], count=1)
            if match[1] in ("sold", "sell") and " to " in what:
                gap = "sale of "
            return f"{gap.format(match[1])}{what}" if not FINITE.search(what) else ""
    fined = _FINED.search(at.head) or _WAS_FINED.search(at.head)
    if fined:
        return f"fine for {fined[1]}"
    sued = _SUED.search(at.head)
    return f"sought from {sued[1]}" if sued and any(c.isupper() for c in sued[1]) else ""


_GIVEN_FORMS = {"gave": "given", "owes": "owed"} | {p: p for p in GIVING.values()}
_GIVEN = re.compile(
    rf"\b({'|'.join((*GIVING, *_GIVEN_FORMS))})\s(?:the\s)?({NAME})"
    rf"\s(?:a\stotal\sof\s)?(?:{HEDGE}\s)*$"
)


def given(at: Place) -> str:
    """``Helvig is to pay Alder 41 million euros`` → to be paid to Alder by Helvig."""
    match = _GIVEN.search(at.head) if at.kind == AMOUNT and not at.figure.per else None
    if not match or not re.match(r"[,.;]|\s(?:to|for|in|after|over|as|by)\b|$", at.rest):
        return ""
    word = GIVING.get(match[1]) or _GIVEN_FORMS[match[1]]
    coming = match[1] in GIVING and match[1] != "owe"
    return f"{'to be ' if coming else ''}{word} to {match[2]}{BY_ACTOR}"


_COST = re.compile(
    rf"(?:^|[,;:]\s|\bthat\s)([^,;:]{{4,60}}?)\s(?:will|would|is to|has|should)?\s?costs?"
    rf"\s(?:{HEDGE}\s)?$"
)
_BRACKET = re.compile(r"\[([^\]]+)\]")


def cost(at: Place) -> str:
    """``The farm [Bukhara wind farm] will cost $610 million`` → Bukhara wind farm."""
    match = _COST.search(at.head) if at.kind == AMOUNT and not at.figure.per else None
    if not match:
        return ""
    name = _BRACKET.search(match[1])
    subject = name[1] if name else subject_phrase(match[1])
    article = "the " if subject and subject[0].islower() else ""
    return f"cost of {article}{lowered(subject)}" if subject else ""
