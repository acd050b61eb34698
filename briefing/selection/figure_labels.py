"""Labels of figures: what a number measures and of what, in the words of its own sentence.

A figure has a label where the sentence says beyond doubt what it measures, by one of few
constructions: "a $210 million loan for dykes", "trade between the two rose 14% to $3.1 billion",
"agreed to buy Alder Mills for $260m", "49 percent of the Khar Uul deposit". A figure in any other
construction has none, nor has one that is hoped for, denied, or only compared with.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from briefing.language.measured import compared
from briefing.language.quantities import AMOUNT, COUNT, DATE, MEASURE, SHARE, Figure
from briefing.language.units import TIMES
from briefing.selection.label_phrases import (
    AUXILIARY,
    BREAK,
    BY_ACTOR,
    FINITE,
    HEDGE,
    LEADING,
    NO_SUBJECT,
    OF_ACTOR,
    PLAIN,
    VAGUE,
    acting_name,
    lowered,
    noun_phrase,
    own_clause,
    phrase_after,
    predicate,
    subject_phrase,
    unfit,
    whole_label,
)

REACH = 240
"""Characters on both sides of a figure that its label is looked for in: four times the longest."""
LEAST_COUNT = 10
"""Smaller counts ("two sides", "three ministers") are seldom what a reader looks for."""
_W = r"[^\W\d_][\w’'&.-]*(?<![.-])"
_RISE = (
    r"rose|rises|risen|grew|grown|grows|climbed|increased|jumped|surged|gained|soared|expanded"
    r"|(?:was|were|is|are|closed|ended|finished|edged|moved) up|went up|accelerated|advanced"
)
_FALL = (
    r"fell|falls|fallen|dropped|declined|decreased|slipped|slid|shrank|sank|plunged|tumbled"
    r"|contracted|narrowed|dipped|eased|slowed|(?:was|were|is|are|closed|ended|finished|edged) down"
    r"|went down"
)
_LEVEL = (
    r"reached|reaches|hit|hits|totalled|totaled|totals|stood at|stands at|amounted to|came to"
    r"|came in at|(?:is|was|are|were) (?:worth|valued at|put at)|was|were|is|are|averaged|exceeded"
    r"|remained at"
)
_TO = r"(?:(?:slow|eas|accelerat|quicken|edg|recover|improv|widen|doubl|trebl|tripl)\w*)"
_CHANGED = re.compile(rf"\b(?:(?P<rise>{_RISE})|(?P<fall>{_FALL})|(?P<level>{_LEVEL})|{_TO})\b")
_APPOSED = re.compile(rf",\s[^,;:]{{3,70}},\s(?=(?:{AUXILIARY}\s)*(?:{_RISE}|{_FALL}|{_LEVEL})\b)")
_BY = re.compile(rf"\s(?:by\s)?(?:an\saverage\sof\s|an?\s[a-z]+\s|another\s|{HEDGE}\s)*")
_UP_TO = re.compile(
    rf"(?:(?:[^,;:()]|,(?=\d)|,\sto\b){{0,60}}?)\sto\s"
    rf"(?:a\srecord\s|an\saverage\sof\s|a\sseasonally\sadjusted\s|{HEDGE}\s)*"
)
_AT = re.compile(rf"\s(?:a\s(?:record\s)?|{HEDGE}\s)*")
_DETERMINER = re.compile(r"\b(?:a|an|the|its|their|another)\s(?:\w+\s)?$", re.IGNORECASE)
_OF = re.compile(r"\b(?:a|an|the|total|annual)\s((?:[^\W\d_][\w’'-]*\s){1,4}?)of\s$", re.IGNORECASE)
_WORTH = re.compile(rf"((?:{_W}\s){{1,5}})(?:worth|totall?ing)\s(?:{HEDGE}\s)?$")
_VALUED = re.compile(rf"((?:{_W}\s){{1,5}}),?\s?(?:valued|estimated) at\s(?:{HEDGE}\s)?$")
_SPENT = re.compile(
    rf"\b(invest|spend|spent|pay|paid|lend|lent|allocat|earmark|rais|borrow|contribut|donat|pledg"
    rf"|put|pump|inject|commit)"
    rf"(s|e|es|ed|ing)?\s(?:a\stotal\sof\s)?(?:{HEDGE}\s)*$",
    re.IGNORECASE,
)
_ON = re.compile(r"\s(?:in|into|on|for|to)\s(?:the\s|its\s|a\s|an\s)?")
_PURPOSE = re.compile(
    r"\sto\s(settle|build|buy|finance|fund|develop|acquire|modernise|modernize|repair|upgrade|expand"
    r"|construct|clean up|restore|rebuild|improve|support)\s(?:the\s|its\s|a\s|an\s)?"
)
_BOUGHT = re.compile(
    r"\b(buy|acquire|build|develop|modernise|modernize|upgrade|finance|construct|purchase|sell|order)"
    rf"\s(?!to\s|in\s|at\s|off\s|by\s)([^,;:()]{{4,60}}?)\sfor\s(?:{HEDGE}\s)?$"
)
_BUYING = re.compile(
    r"\b(bought|acquired|built|purchased|sold|ordered|buying|acquiring|building)"
    rf"\s(?!to\s|in\s|at\s|off\s|by\s)([^,;:()]{{4,60}}?)\sfor\s(?:{HEDGE}\s)?$"
)
_FINED = re.compile(rf"\bfined\s([^,;:()]{{3,40}}?)\s(?:{HEDGE}\s)?$")
_COST = re.compile(
    rf"(?:^|[,;:]\s|\bthat\s)([^,;:]{{4,60}}?)\s(?:will|would|is to|has|should)?\s?costs?"
    rf"\s(?:{HEDGE}\s)?$"
)
_BRACKET = re.compile(r"\[([^\]]+)\]")
_ASIDE = re.compile(r",\s(?:a|an|the|which|who|whose|one of)\s[^,;:]{3,90},\s")
_ACRONYM = re.compile(r"\s\([A-Z][A-Za-z&]{1,9}\)")
_TICKER = re.compile(r"\s?<[A-Z0-9.]{1,9}>")
_ANGLED = re.compile(r"<([^<>]{1,60})>")
_VERBS = {
    "earn": "earned", "lose": "lost", "save": "saved", "raise": "raised", "receive": "received",
    "allocate": "allocated", "approve": "approved", "win": "won", "collect": "collected",
    "contribute": "contributed", "donate": "donated", "sell": "sold", "order": "ordered",
    "produce": "produced", "export": "exported", "import": "imported", "ship": "shipped",
    "carry": "carried", "hire": "hired", "cut": "cut", "shed": "shed", "create": "created",
    "invest": "invested", "spend": "spent", "pay": "paid", "lend": "lent", "borrow": "borrowed",
    "build": "built", "buy": "bought", "lay": "laid", "open": "opened", "supply": "supplied",
    "provide": "provided", "grant": "granted", "sanction": "sanctioned", "recall": "recalled",
    "close": "closed", "harvest": "harvested", "acquire": "acquired", "launch": "launched",
}  # fmt: skip
_FUTURE = re.compile(
    rf"\b(?:will|is to|are to|agreed to|decided to)\s(?:also\s)?({'|'.join(_VERBS)})"
    rf"\s(?:{HEDGE}\s|a record\s)*$"
)
_PAST = re.compile(rf"\b({'|'.join(_VERBS.values())})\s(?:{HEDGE}\s|a record\s)*$")
_IN_WHAT = re.compile(r"\sin\s(?=[a-z])(?!the\s(?:year|first|last|quarter|three|six|month|period))")
_STAKE = re.compile(r"\s(?:interest|stake|holding|shareholding|share)\sin\s(?:the\s)?")
_FATES = {
    "killed": r"killed|dead|died|drowned", "injured": r"injured|wounded|hurt",
    "arrested": r"arrested|detained", "missing": r"missing", "evacuated": r"evacuated",
    "displaced": r"displaced|homeless",
}  # fmt: skip
_PEOPLE = r"(?:people|persons|men|women|children|workers|soldiers|passengers|miners|villagers)"
_PLACE = re.compile(
    r"\b(?:in|near|at|off)\s((?:the\s)?(?:[a-z]+\s)?[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*){0,2})"
)
_HOPED = re.compile(
    r"\b(?:wants?|wanted|hopes?|hoped|aims?|aimed|aiming|seeks?|seeking|sought|targets?|targeted"
    r"|goals?|ambitions?|aspires?|[Cc]ould|[Mm]ight|would|if|propos\w+|request\w*|demand(?:s|ed)"
    r"|call\w*\sfor|expect\w*|forecasts?|forecasting|predict\w*|projected|plan(?:s|ned|ning)?\sto"
    r"|planned|intends?|likely|should"
    r"|potential\w*|negotiat\w+|discuss\w*|considers?|considering|rumou?r\w*|possibl[ey]|denied|denies"
    r"|not|never|without|rejected|unless|attempt\w*|risk\w*|fears?|claims?|claimed|asked|urged"
    r"|speculat\w*|pledge\w*|promis\w*|believ\w*)\b"
    r"|\bmay\b",
)
_RISE_IN = re.compile(
    r"[\s-](?:annual\s|year-on-year\s|sharp\s)?"
    r"(rise|fall|increase|decrease|decline|drop|jump|growth|gain|surge|slump|cut|reduction)"
    r"\sin\s(?:the\s|its\s)?"
)
_SET_BY = re.compile(
    rf"\b(cut|boost|raise|increase|lift|reduce|lower|expand|trim)(?:s|ed|d|ing)?\s(?:its|their|the)"
    rf"\s(?:(?:19|20)\d\d\s)?([^,;:()\d]{{4,45}}?)\sby\s(?:{HEDGE}\s)*$"
)
_SET_TO = re.compile(
    rf"\b(?:limit|cut|boost|raise|increase|lift|reduce|lower|expand|push|double)(?:s|ed|d)?\s(?:its|their|the)"
    rf"\s(?:(?:19|20)\d\d\s)?([^,;:()\d]{{4,45}}?)\sto\s(?:a\srecord\s|{HEDGE}\s)*$"
)
_SPENDING = {
    "invest": "invested", "spend": "spent", "spent": "spent", "pay": "paid", "paid": "paid",
    "lend": "lent", "lent": "lent", "allocat": "allocated", "earmark": "earmarked",
    "rais": "raised", "borrow": "borrowed", "contribut": "contributed", "donat": "donated",
    "inject": "injected", "pump": "pumped", "put": "put", "commit": "committed",
    "pledg": "pledged",
}  # fmt: skip
_PRICE = re.compile(
    rf"((?:{_W}\s){{1,4}}prices?)\s(?:(?:was|were|is|are|rose|fell|climbed|dropped|settled|closed)\s)?"
    rf"(?:(?:above|past|below|at|to|near|under)\s)(?:{HEDGE}\s)?$"
)


@dataclass(frozen=True, slots=True)
class _Place:
    """A figure with the text before and after it, ``REACH`` characters at most."""

    figure: Figure
    head: str
    tail: str


def label(figure: Figure, text: str) -> str:
    """What the figure measures, at most ``LONGEST_LABEL`` characters; ``""`` if not certain."""
    if not _shows(figure, text):
        return ""
    first = max(0, figure.start - REACH)
    head, tail = text[first : figure.start], text[figure.end : figure.end + REACH]
    if compared(figure, text) or head.endswith("("):  # a sum in another currency
        return ""
    head = _ASIDE.sub(" ", _ACRONYM.sub("", _ANGLED.sub(r"\1", _TICKER.sub("", head))))
    if _HOPED.search(own_clause(head)):
        return ""
    place, name = _Place(figure, head, tail), acting_name(head)
    return next(filter(None, (whole_label(rule(place), name) for rule in _RULES)), "")


def _shows(figure: Figure, text: str) -> bool:
    """Whether a figure is of a kind that a strip shows: no dates, ages, times or small counts."""
    if figure.kind == DATE or figure.unit in TIMES or figure.unit in ("points", "v"):
        return False
    attribute = text[figure.end : figure.end + 1] == "-"  # the 22-cap player
    if figure.kind == COUNT:
        return figure.number >= LEAST_COUNT and not attribute
    return figure.unit != "pp"


def _attributive(at: _Place) -> str:
    """``a $210 million loan for dykes`` → loan for dykes; ``a 120-megawatt wind farm`` → wind farm.

    The determiner tells that the words after the figure are what it measures.
    """
    if at.figure.kind not in (AMOUNT, MEASURE) or at.figure.per or not _DETERMINER.search(at.head):
        return ""
    if re.search(r"(?:foot|feet|pound|inch|inches|yard|mile|ounce)$", at.figure.value):
        return ""
    conversion = re.match(r"\s?\([^)]{2,40}\)", at.tail)
    rest = at.tail[conversion.end() :] if conversion else at.tail
    plain = PLAIN if at.figure.kind == MEASURE else ""
    if re.match(r".(?:of|in|for|to|from|at|on|between|with|by)\b", rest):
        return ""
    return noun_phrase(rest, 1) + plain if rest[:1] in ("-", " ", "\u00a0") else ""


def _of_what(at: _Place) -> str:
    """``118 km of dykes`` → of dykes; ``49 percent of the Khar Uul deposit`` → of the … deposit."""
    stake = _STAKE.match(at.tail) if at.figure.kind == SHARE else None
    if stake:
        what = noun_phrase(at.tail, stake.end(), 1)
        return f"{stake[0].strip()} {what}" if what else ""
    found = re.match(r"\sof\s(?:(the|its|their|all|a|an)\s)?", at.tail)
    if not found or at.figure.kind == COUNT or at.figure.per or found[1] in ("its", "their"):
        return ""
    if at.figure.value.lower().startswith(("half", "a ", "one")):
        return ""
    what = noun_phrase(at.tail, found.end(), 1)
    article = "the " if found[1] == "the" else ""
    if at.figure.kind != SHARE:
        rate = re.search(rf"\b(?:rate|average|level|price|total) of\s(?:{HEDGE}\s)?$", at.head)
        return f"{what}{OF_ACTOR}" if len(what) > 3 and not rate else ""
    saying = _SAYING.match(at.tail, found.end() + len(what))
    if what and _HELD.search(at.head) and not saying:
        return f"of {article}{what}"
    return predicate(at.head, at.tail, "of ", found.end())


_SAYING = re.compile(r"\s(?:said|say|says|thought|think|want|of those)\b")
_HELD = re.compile(
    r"\b(?:own|owns|hold|holds|held|holding|controls?|acquired?|acquires|buy|bought|sold|sells?|for"
    r"|cover|covers|covering|account(?:s|ed)? for|take|took|has|secured|purchased?|paying|pays)"
    rf"\s(?:a\s|{HEDGE}\s)*$"
)


def _named_before(at: _Place) -> str:
    """``an annual turnover of £8.9bn`` → annual turnover; ``contracts worth $3 billion``."""
    if at.figure.kind == COUNT or at.figure.per:
        return ""
    found = _OF.search(at.head)
    if found and at.figure.kind in (AMOUNT, MEASURE):
        vague = found[1].split()[-1].lower() in VAGUE | {"record", "width", "length", "balance"}
        plain = PLAIN if at.figure.kind == MEASURE else ""
        return "" if vague else f"{found[1].strip()}{phrase_after(at.tail)}{plain}"
    found = _WORTH.search(at.head) or _VALUED.search(at.head)
    if not found or at.figure.kind != AMOUNT:
        return ""
    words: list[str] = []
    for word in reversed(found[1].split()):
        low = word.lower()
        if low in ("and", "or"):
            return ""  # of a list it is not known how much of it is meant
        if low in NO_SUBJECT or low.endswith("ed") or FINITE.fullmatch(low):
            break
        words.insert(0, word)
    return " ".join(words)


def _changed(at: _Place) -> str:
    """``Trade between the two rose 14% to $3.1 billion`` → rise in trade between the two for the
    share, and trade between the two for the sum."""
    head = _APPOSED.sub(" ", at.head)
    start = max((m.end() for m in BREAK.finditer(head) if m.end() < len(head)), default=0)
    verb = _CHANGED.search(head, start)
    if verb is None or _COMPARES.match(at.tail):
        return ""
    if at.figure.kind == COUNT and not _COUNTED_ALONE.match(at.tail):
        return ""
    subject, between = subject_phrase(head[start : verb.start()]), head[verb.end() :]
    if not subject:
        return ""
    if verb["level"]:
        plain = at.figure.kind == SHARE and verb["level"] in ("was", "is", "were", "are")
        told = at.figure.kind != COUNT and (not plain or _A_SHARE.search(subject))
        return subject if told and _AT.fullmatch(between) else ""
    if _BY.fullmatch(between):
        rises = verb["rise"] or verb["fall"] if at.figure.kind != COUNT else None
        return f"{'rise' if verb['rise'] else 'fall'} in {lowered(subject)}" if rises else ""
    return subject if _UP_TO.fullmatch(between) else ""


_COMPARES = re.compile(r"\s?(?:short|below|above|higher|lower|more|less|of\s(?:its|their))\b")
_COUNTED_ALONE = re.compile(r"[,.;]|\s(?:in|from|after|people|units)\b|$")
_A_SHARE = re.compile(r"rate|share|margin|inflation|growth")


def _rise_in(at: _Place) -> str:
    """``a 14 percent rise in exports to India`` → rise in exports to India."""
    found = _RISE_IN.match(at.tail) if at.figure.kind in (SHARE, AMOUNT, MEASURE) else None
    what = noun_phrase(at.tail, found.end(), 1) if found else ""
    return f"{found[1]} in {what}" if found and what else ""


def _set_to(at: _Place) -> str:
    """``Zaire agreed to limit its tin exports to 1,736 tonnes`` → tin exports, for the actor."""
    by = _SET_BY.search(at.head) if at.figure.kind in (AMOUNT, MEASURE, SHARE) else None
    if by and not FINITE.search(by[2]):
        word = "cut" if by[1] in ("cut", "reduce", "lower", "trim") else "rise"
        return f"{word} in {by[2]}{OF_ACTOR}"
    found = _SET_TO.search(at.head) if at.figure.kind in (AMOUNT, MEASURE, SHARE) else None
    return f"{found[1]}{OF_ACTOR}" if found and not FINITE.search(found[1]) else ""


def _spent(at: _Place) -> str:
    """``has invested $4.4 billion in Kazakhstan`` → invested in Kazakhstan."""
    verb = _SPENT.search(at.head)
    conversion = re.match(r"\s?\([^)]{2,40}\)", at.tail)
    rest = at.tail[conversion.end() :] if conversion else at.tail
    target = _PURPOSE.match(rest) or _ON.match(rest)
    if not verb or not target or at.figure.kind != AMOUNT:
        return ""
    what = noun_phrase(rest, target.end(), 1)
    purpose = _PURPOSE.match(rest)
    if purpose:
        thing = noun_phrase(rest, purpose.end(), 1)
        return f"to {purpose[1]} {thing}" if thing else ""
    stem = verb[1].lower()
    done = (verb[2] or "") == "ed" or stem in ("spent", "paid", "lent")
    if not what or unfit(what, "", 12):
        return ""
    gap, word = target[0].strip(), _SPENDING[stem]
    if not done:
        return f"to be {word} {gap} {what}"
    told = any(w[0].isupper() for w in what.split()) or gap.split()[0] not in ("in", "for")
    return f"{word} {gap} {what}" if told else ""


def _got(at: _Place) -> str:
    """``Alder will cut 600 jobs`` → jobs to be cut by Alder; ``saved £75m`` → saved by …"""
    if at.figure.kind not in (AMOUNT, MEASURE, COUNT) or at.figure.per:
        return ""
    coming, past = _FUTURE.search(at.head), _PAST.search(at.head)
    if not coming and not past:
        return ""
    done = f"to be {_VERBS[coming[1]]}" if coming else past[1] if past else ""
    conversion = re.match(r"\s?\([^)]{2,40}\)", at.tail)
    rest = at.tail[conversion.end() :] if conversion else at.tail
    if at.figure.kind == AMOUNT:
        link = _IN_WHAT.match(rest)
        what = noun_phrase(rest, link.end(), 0) if link else ""
        plain = re.match(
            r"[,.;]|\s(?:in\s(?:19|20|the|January|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|last|this|during|since|over|from|by|a\syear|after|as)|$",
            rest,
        )
        if not what and not plain:
            return ""
        return f"{what} {done}{BY_ACTOR}"
    link = re.match(r"\s(?:of\s)?(?=[a-zA-Z])", rest)
    what = noun_phrase(rest, link.end(), 1) if link else ""
    rate = _RATE.match(rest, link.end() + len(what)) if link else None
    what += rate[0] if rate else ""
    return f"{what} {done}{BY_ACTOR}" if what and not what.split()[0].endswith("ed") else ""


_RATE = re.compile(r"\s(?:an?|per)\s(?:hour|day|week|month|year)\b")


def _bought(at: _Place) -> str:
    """``agreed to buy Alder Mills for $260m`` → to buy Alder Mills."""
    if at.figure.kind != AMOUNT or at.figure.per:
        return ""
    found = _BOUGHT.search(at.head)
    if found:
        what = LEADING.sub("", found[2], count=1)
        return f"to {found[1]} {what}" if not FINITE.search(what) else ""
    found = _BUYING.search(at.head)
    if found:
        what = LEADING.sub("", found[2], count=1)
        return f"for {what}" if not FINITE.search(what) else ""
    found = _FINED.search(at.head)
    return f"fine for {found[1]}" if found else ""


def _cost(at: _Place) -> str:
    """``The farm [Bukhara wind farm] will cost $610 million`` → Bukhara wind farm."""
    found = _COST.search(at.head) if at.figure.kind == AMOUNT and not at.figure.per else None
    if not found:
        return ""
    name = _BRACKET.search(found[1])
    subject = name[1] if name else subject_phrase(found[1])
    return (
        f"cost of {'the ' if subject and subject[0].islower() else ''}{lowered(subject)}"
        if subject
        else ""
    )


def _fate(at: _Place) -> str:
    """``38 people were killed in Orsk`` → people killed in Orsk."""
    if at.figure.kind != COUNT:
        return ""
    clause = re.split(r"[;.]\s|,\s", at.tail)[0]
    for word, forms in _FATES.items():
        after = re.match(
            rf"\s(?:{_PEOPLE}\s)?(?:were\s|was\s|are\s|have\s|had\s|been\s)*(?:{forms})\b", clause
        )
        before = re.search(
            rf"\b(?:killed|killing|injured|injuring|wounding|wounded)\s(?:{HEDGE}\s)*$", at.head
        )
        verb = before[0].split()[0] if before else ""
        matches = verb.startswith(word[:5]) or (word == "injured" and verb.startswith("wound"))
        if not after and not (before and matches and re.match(rf"\s{_PEOPLE}\b", clause)):
            continue
        place = _PLACE.search(clause)
        return f"people {word}" + (f" {place[0]}" if place else "")
    return ""


def _counted(at: _Place) -> str:
    """``Some 600 schools have signed up`` → schools have signed up."""
    top = re.search(r"\b(?:of|in|top|No|number)\s(?:[\w’']+\s){0,1}$", at.head)
    if at.figure.kind != COUNT or top or at.tail[:1] not in (" ", "\u00a0"):
        return ""
    return predicate(at.head, at.tail, "", 1)


def _priced(at: _Place) -> str:
    """``pushed US crude oil prices above $50 a barrel`` → US crude oil prices."""
    found = _PRICE.search(at.head) if at.figure.per and at.figure.kind == AMOUNT else None
    if not found:
        return ""
    words: list[str] = []
    for word in reversed(found[1].split()):
        if word.lower() in NO_SUBJECT or FINITE.fullmatch(word.lower()) or word.endswith("ed"):
            break
        words.insert(0, word)
    return " ".join(words)


_Rule = Callable[[_Place], str]
_RULES: tuple[_Rule, ...] = (
    _attributive, _fate, _of_what, _rise_in, _named_before, _bought, _spent, _got, _set_to, _cost,
    _priced, _changed,    _counted,
)  # fmt: skip
