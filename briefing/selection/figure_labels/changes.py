"""Labels of figures that give a level or a change: "exports rose 14% to $3.1 billion"."""

from __future__ import annotations

import re

from briefing.language.patterns import LazyPattern
from briefing.language.quantities import AMOUNT, COUNT, MEASURE, SHARE
from briefing.language.verbs import verbs
from briefing.selection.figure_labels.phrases import (
    AUXILIARY,
    BREAK,
    FINITE,
    HEDGE,
    NAME,
    NO_SUBJECT,
    OF_ACTOR,
    lowered,
    noun_phrase,
    subject_phrase,
)
from briefing.selection.figure_labels.place import Place

_W = r"[^\W\d_][\w’'&.-]*(?<![.-])"
_RISE = (
    r"rose|rises|risen|grew|grown|grows|climbed|increased|jumped|surged|gained|soared|expanded|leapt|leaped"
    r"|rallied|rocketed|swelled|firmed|strengthened|rebounded|recovered|picked up|shot up"
    r"|(?:was|were|is|are|closed|ended|finished|edged|moved) up|went up|accelerated|advanced"
    r"|(?:been|was|were|is|are) (?:also )?(?:raised|increased|lifted)"
)
_FALL = (
    r"fell|falls|fallen|dropped|declined|decreased|slipped|slid|shrank|sank|plunged|tumbled"
    r"|contracted|narrowed|dipped|eased|slowed|sunk|shrunk|slumped|crashed|weakened"
    r"|plummeted|retreated|nosedived|(?:was|were|is|are|closed|ended|finished|edged) down"
    r"|went down|(?:been|was|were|is|are) (?:also )?(?:cut|reduced|lowered)"
)
_LEVEL = (
    r"reached|reaches|hit|hits|totalled|totaled|totals|stood at|stands at|amounted to|came to"
    r"|came in at|(?:is|was|are|were) (?:worth|valued at|put at)|was|were|is|are|averaged|exceeded"
    r"|surpassed|topped|remained at"
)
_TO = r"(?:(?:slow|eas|accelerat|quicken|edg|recover|improv|widen|doubl|trebl|tripl)\w*)"
_CHANGED = re.compile(rf"\b(?:(?P<rise>{_RISE})|(?P<fall>{_FALL})|(?P<level>{_LEVEL})|{_TO})\b")
_APPOSED = re.compile(rf",\s[^,;:]{{3,70}},\s(?=(?:{AUXILIARY}\s)*(?:{_RISE}|{_FALL}|{_LEVEL})\b)")
_EXTENT = (
    r"an\saverage\sof\s|a\s(?:revised\s|seasonally\sadjusted\s|record\s|[a-z]+\s)|an\s[a-z]+\s"
    rf"|another\s|{HEDGE}\s"
)
_BY = re.compile(rf"\s(?:by\s|at\san?\s[^;:()]{{0,50}}\brate\sof\s)?(?:{_EXTENT})*")
_PEAK = (
    r"an?\s(?:all-time\s|record\s|new\s|[\w-]+-(?:year|month)\s){1,2}"
    r"(?:high|low|peak|record)\sof\s"
)
_UP_TO = LazyPattern(
    rf"(?:(?:[^,;:()]|,(?=\d)|,\sto\b){{0,60}}?)\sto\s"
    rf"(?:{_PEAK}|a\s(?:record|preliminary)\s|an\saverage\sof\s|a\stotal\sof\s"
    rf"|(?:a\s)?seasonally\sadjusted\s|{HEDGE}\s)*"
)
_AT = re.compile(
    rf"\s(?:now\s)?(?:{_PEAK}|a\s(?:record\s|seasonally\sadjusted\s|total\sof\s)?|the\s|{HEDGE}\s)*"
)
_MARK = re.compile(r"\s(?:mark|level|barrier)\b")
_COMPARES = re.compile(r"\s?(?:short|below|above|higher|lower|more|less|of\s(?:its|their))\b")
_COUNTED_ALONE = re.compile(r"[,.;]|\s(?:in|from|after|people|units)\b|$")
_A_NUMBER = re.compile(
    r"\b(?:number|total|population|workforce|membership|unemployment|majority)\b", re.IGNORECASE
)
_A_SHARE = re.compile(r"rate|share|margin|inflation|growth")


_COUNTED_SO = re.compile(r"\s[a-z]+s(?=[,.]|\s(?:in|from|during|last|this|at|by)\b)")
_ADVERBIAL = re.compile(
    r"(?:In|On|At|During|For|After|Since|By|From|With|Over|Last|This|Between|According|Meanwhile"
    r"|Overall|However|Despite|As)\b"
)


def _cut_short(before: str, subject: str) -> bool:
    """Whether a subject after a comma goes on from before it: ``Lemnia’s broadly defined, …``,
    ``coal, gold and …``"""
    if not before.rstrip().endswith(","):
        return False
    if re.search(r"\b(?:and|or)\b", subject):
        return True
    last = BREAK.sub("\n", before.rstrip()[:-1]).split("\n")[-1]
    plain = subject[:1].islower() and not FINITE.search(last)
    return last[:1].isupper() and plain and not _ADVERBIAL.match(last)


def changed(at: Place) -> str:
    """``Trade between the two rose 14% to $3.1 billion`` → rise in trade between the two for the
    share, and trade between the two for the sum."""
    head = _APPOSED.sub(" ", at.head)
    start = max((m.end() for m in BREAK.finditer(head) if m.end() < len(head)), default=0)
    verb = _CHANGED.search(head, start)
    if verb is None or _COMPARES.match(at.tail):
        return ""
    totalled = verb["level"] and _COUNTED_SO.match(at.tail)
    subject, between = subject_phrase(head[start : verb.start()]), head[verb.end() :]
    uncounted = at.kind == COUNT and not (totalled or _COUNTED_ALONE.match(at.tail))
    marked = between.endswith(" the ") and not _MARK.match(at.tail)
    if not subject or uncounted or marked or _cut_short(head[:start], subject):
        return ""
    if verb["level"]:
        plain = at.kind == SHARE and verb["level"] in ("was", "is", "were", "are")
        plausible = (at.kind != COUNT or totalled or _A_NUMBER.search(subject)) and (
            not plain or _A_SHARE.search(subject)
        )
        return subject if plausible and _AT.fullmatch(between) else ""
    if _BY.fullmatch(between):
        rises = at.kind != COUNT or _A_NUMBER.search(subject)
        return (
            f"{'rise' if verb['rise'] else 'fall'} in {lowered(subject)}"
            if rises and (verb["rise"] or verb["fall"])
            else ""
        )
    return subject if _UP_TO.fullmatch(between) else ""


_NOUNS_OF_CHANGE = (
    r"rise|fall|increase|decrease|decline|drop|jump|growth|gain|surge|slump|cut|reduction"
)
_RISE_IN = re.compile(
    rf"[\s-](?:annual\s|year-on-year\s|sharp\s)?({_NOUNS_OF_CHANGE})\sin\s(?:the\s|its\s|their\s)?"
)
_RISEN_TO = re.compile(
    rf"\b(?:{_NOUNS_OF_CHANGE})\sin\s(?:the\s|its\s|their\s)?([a-z][^,;:()]{{3,45}}?)\sto\s"
    rf"(?:a\srecord\s|{HEDGE}\s)*$"
)
_SHOWN = re.compile(
    r"(?:^|[,;:.]\s|\bthat\s|\bsaid\s)([^,;:]{4,70}?)\s(?:showed|posted|recorded|registered|saw|had)\s"
    rf"(?:a|an)\s(?:[a-z-]+\s)?({_NOUNS_OF_CHANGE})\sof\s(?:{HEDGE}\s)*$"
)
_FACING = re.compile(
    rf"(?:^|[,;:.]\s|\bthat\s|\bsaid\s)(?P<what>[^,;:]{{4,70}}?)\s(?:is\sfacing|faces|saw|has\sseen|enjoyed|suffered"
    rf"|recorded|posted|registered|showed)\san?\s(?:{HEDGE}\s)*$"
)
_SAW = re.compile(
    r"\b(?:saw|sees|seen)\s(?:its|their)\s(?P<what>[^,;:()\d]{4,45}?)\s"
    rf"(?:(?P<rise>rise|climb|grow|jump|increase|surge)|(?P<fall>fall|drop|decline|shrink|slump|slide))"
    rf"\s(?:by\s)?(?:{HEDGE}\s)*$"
)
_REACHING = re.compile(
    r",\swith\s(?:an?\s|the\s|its\s|their\s)?([^,;:\d]{4,50}?)\s(?:reaching|totall?ing|amounting\sto"
    rf"|exceeding|standing\sat|valued\sat|worth)\s(?:{HEDGE}\s)*$"
)


def rise_in(at: Place) -> str:
    """``a 14 percent rise in exports to India`` → rise in exports to India."""
    facing = _FACING.search(at.head) if at.kind == SHARE else None
    alone = re.match(
        rf"\s({_NOUNS_OF_CHANGE})(?=[,.;]|\s(?:over|last|this|from|during|on|to)\b)", at.tail
    )
    if facing and alone and (subject := subject_phrase(facing["what"])):
        return f"{alone[1]} in {lowered(subject)}"
    match = _RISE_IN.match(at.tail) if at.kind in (SHARE, AMOUNT, MEASURE) else None
    what = noun_phrase(at.tail, match.end(), 1) if match else ""
    return f"{match[1]} in {what}" if match and what else ""


def showed(at: Place) -> str:
    """``Lemnia’s reserves showed a rise of $287 million`` → rise in Lemnia’s reserves."""
    match = _SHOWN.search(at.head) if at.kind in (SHARE, AMOUNT, MEASURE) else None
    subject = subject_phrase(match[1]) if match else ""
    return f"{match[2]} in {lowered(subject)}" if match and subject else ""


def reaching(at: Place) -> str:
    """``…, with investment volume reaching $9 billion`` → investment volume."""
    match = _REACHING.search(at.head) if at.kind in (SHARE, AMOUNT, MEASURE) else None
    return f"{match[1]}{OF_ACTOR}" if match else ""


def saw(at: Place) -> str:
    """``Tarn Motor saw its net profits fall 37%`` → fall in net profits."""
    match = _SAW.search(at.head) if at.kind == SHARE else None
    if not match or not _settable(match["what"]):
        return ""
    return f"{'fall' if match['fall'] else 'rise'} in {match['what']}{OF_ACTOR}"


def risen_to(at: Place) -> str:
    """``a 26% rise in annual profits to $16 billion`` → annual profits."""
    match = _RISEN_TO.search(at.head) if at.kind in (AMOUNT, MEASURE) else None
    return f"{match[1]}{OF_ACTOR}" if match and not FINITE.search(match[1]) else ""


_SETTING = (
    r"(?:limit|cut|boost|raise|increase|lift|reduce|lower|expand|push|double|treble|hike|trim|slash"
    r"|widen|extend|leave|left|keep|kept|hold|held|maintain)(?:s|ed|d|ing|ting)?"
)
_CUTTING = re.compile(r"cut|reduc|lower|trim|slash")
_WHOSE = r"(?:its|their|the|a|an)\s(?:(?:19|20)\d\d\s)?"
_SET_BY = re.compile(
    rf"\b(?P<verb>cut|boost|rais|increas|lift|reduc|lower|expand|trim|slash|hik)(?:e?s|e?d|ing|ting|e)?"
    rf"\s(?:{_WHOSE})?(?P<what>[^,;:()\d]{{4,45}}?)\s(?:by\s(?:an\saverage\sof\s)?)?(?:{HEDGE}\s)*$"
)
_SET_TO = re.compile(
    rf"\b{_SETTING}\s(?:{_WHOSE}(?P<what>[^,;:()\d]{{4,60}}?)|(?P<rate>(?:{_W}\s){{0,3}}rates?))"
    r"(?:\son\shold|\sunchanged|\ssteady)?"
    r"(?:\sfrom\s\S+(?:\s(?:percent|per cent|pct))?|\sby\s[^,;:()]{2,40})?"
    rf"\s(?:to|at)\s(?:a\srecord\s|{HEDGE}\s)*$"
)
_NUMBER_TO = re.compile(
    rf"\b(?:limit|cap|cut|raise|increase|reduce|double)(?:s|ed|d|ing|ting|ping)?\s(?:the\s)?"
    rf"(?P<what>number\sof\s[^,;:()\d]{{4,45}}?)\s(?:to|at)\s(?:{HEDGE}\s)*$"
)
_HELPED = re.compile(rf"\b(?:helped|helps|let|allowed|led|forced)\s({NAME})\s(?:to\s)?$")
_RATE_AT = re.compile(
    rf"\b(?P<what>(?:{_W}\s){{0,3}}(?:interest|key|policy|base|discount|benchmark|lending|repo|bank)\s"
    rf"(?:\w+\s)?rates?)\s[^,;:()]{{0,40}}?\bat\s(?:{HEDGE}\s)*$"
)


def set_to(at: Place) -> str:
    """``Zaire agreed to limit its tin exports to 1,736 tonnes`` → tin exports, for the actor."""
    number_of = _NUMBER_TO.search(at.head) if at.kind == COUNT else None
    if number_of:
        return f"{number_of['what']}{OF_ACTOR}"
    if at.kind not in (AMOUNT, MEASURE, SHARE):
        return ""
    by = _SET_BY.search(at.head)
    if by and _settable(by["what"]):
        word = "cut" if _CUTTING.match(by["verb"]) else "rise"
        helped = _HELPED.search(at.head, 0, by.start())
        return f"{word} in {by['what']}{f' at {helped[1]}' if helped else OF_ACTOR}"
    level = _SET_TO.search(at.head)
    what = (level["what"] or level["rate"]) if level else ""
    if what and _settable(what):
        return f"{what}{OF_ACTOR}"
    rate = _RATE_AT.search(at.head) if at.kind == SHARE else None
    if not rate:
        return ""
    words: list[str] = []
    for word in reversed(rate["what"].split()):
        if word.lower() in NO_SUBJECT or FINITE.fullmatch(word.lower()):
            break
        words.insert(0, word)
    named = any(word[0].isupper() for word in words)
    return " ".join(words) + ("" if named else OF_ACTOR)


def _settable(what: str) -> bool:
    """Whether the words between a verb and its figure are one thing."""
    listed = re.search(r"\band\s(\w+)", what)
    plain = listed is None or (
        " for " in what[: listed.start()] and listed[1] not in verbs().perhaps
    )
    return (
        plain
        and not FINITE.search(what)
        and not re.search(r"\b(?:to|or|by|from|its|their)\b", what)
    )


_PRICE = LazyPattern(
    rf"((?:{_W}\s){{1,4}}prices?)\s(?:(?:was|were|is|are|rose|fell|climbed|dropped|settled|closed)\s)?"
    rf"(?:(?:above|past|below|at|to|near|under|over)\s)(?:{HEDGE}\s)?$"
)


def priced(at: Place) -> str:
    """``pushed US crude oil prices above $50 a barrel`` → US crude oil prices."""
    match = _PRICE.search(at.head) if at.figure.per and at.kind == AMOUNT else None
    if not match:
        return ""
    words: list[str] = []
    for word in reversed(match[1].split()):
        if word.lower() in NO_SUBJECT or FINITE.fullmatch(word.lower()) or word.endswith("ed"):
            break
        words.insert(0, word)
    return " ".join(words)
