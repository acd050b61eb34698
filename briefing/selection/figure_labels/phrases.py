"""The words and phrases that labels of figures are made of.

A label is a noun phrase of the sentence, a short clause, or a phrase with the name of who acts.
"""

from __future__ import annotations

import re

from briefing.language.gazetteer import tables
from briefing.language.verbs import verbs

LONGEST_LABEL = 64
"""Characters of a label: what a fifth of an A4 line holds in four lines of small type."""
_PREPOSITION = (
    r"(?:of|in|for|to|from|at|on|between|with|by|near|into|across|under|against|over|beneath|along"
    r"|around|towards?|within|through|above|below|off)"
)
HEDGE = (
    r"(?:about|around|some|nearly|almost|more than|over|up to|at least|just over|just under"
    r"|just|only|less than|fewer than|roughly|approximately|an estimated|a record|as many as"
    r"|as much as)"
)
AUXILIARY = (
    r"(?:has|have|had|is|are|was|were|be|been|being|also|now|already|sharply|slightly|steadily|still"
    r"|then|again|recently|since|together|both|all)"
)
BREAK = re.compile(
    r"[;:–—()“”\"•]\s?|,\s|(?<![\s.(][A-Z])[.?!]\s|^|\s-\s|,\sand\s"
    r"|\b(?:said|says|that|while|but|(?<!much )(?<!many )as(?!\s(?:much|many))|which|who|where"
    r"|when|after|with|showed|shows|show|showing)\s"
)
_END = re.compile(
    r"[,;:–—()“”\"•]|(?<![\s.(][A-Z])[.?!](?:\s|$)|\s-\s|$"
    rf"|\s(?:{_PREPOSITION}|and|or|but|while|following|amid|due|because|later|early|late|ahead"
    r"|(?:report|cover|includ|mak|giv|us|be|hav|lead|work|liv|stand|accord|regard|leav|bring|tak|mean"
    r"|rang)ing|thanks|blasted|after|before|as|when|that|which|who|where|was|were|is|are"
    r"|will|would|has|have|had|can|could|may|said|to|until|since|during|than|this|last|next|yesterday"
    r"|today|a|an|its|their|his|her|not|each|per)\b"
)
_LINK = re.compile(
    rf"\s(?:(?!to\b|with\san?\s){_PREPOSITION}|to(?=\s(?:the|its|an?|[A-Z])))\s(?:the\s|its\s|a\s|an\s)?"
)
LEADING = re.compile(r"(?:(?:the|a|an|its|their|his|her|these|those|some|total|overall)\s)*", re.I)
NAME = r"[A-Z][\w&’'.-]*(?:\s(?:(?:of|and|for|de|&)\s)?[A-Z][\w&’'.-]*){0,6}"
VAGUE = frozenset(
    """total amount cost figure number sum level rate value price it they them there people year
    years day days week weeks month months hour hours time times percent project projects rest
    others one more most half them these those part parts points basis way record high low deal
    average maximum minimum range offer bid plan fund company firm group bank
    others same case lot period package stake agreement scheme boost move attempt attempts effort
    efforts bill club team city town country""".split()
)
OWNED = frozenset(
    """profit profits sales sale revenue revenues turnover earnings loss losses income output
    production shares share traffic dividend growth price prices exports imports trade costs debt
    debts budget spending investment investments reserves assets net capacity order orders deposits
    loans stock stocks yield volume volumes demand workforce population economy index factor
    unemployment inflation deficit surplus salary wages tax taxes product""".split()
)
NO_SUBJECT = frozenset(
    """it they he she we you i who which that this these those there what one both each some many
    his her its their our the a an and or but if as than of in on at for to by with from after
    before over under into between during since while because other further""".split()
)
FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|said|says|rose|fell|grew|took|made"
    r"|gave|saw|left|went|came|put|set|sold|paid|meant|means|meaning|say|get|gets|make|makes|need)\b"
)
_DATED = re.compile(
    r"\d(?!\S* ?(?:percent|per cent|pct)|\S*%)|day\b|month|year|week|quarter"
    r"|\b(?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)"
)
PLAIN = "\u2063"
"""Ends a label of a length, a power or a mass, which tells enough with two words."""
_TIME = re.compile(
    r"\s(?:on\s(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today|last\s\w+|this\s\w+"
    r"|in\s(?:January|February|March|April|May|June|July|August|September|October|November|December))$"
)
_TAILS = re.compile(r"\s(?:worth|on|in|at|for|with|since|during|from|by|near|under)\s")
_PREDICATE_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|do|did|[a-z]+ed|went|took|made|came|say|live|work|own"
    r"|use|want|face|hold|lost|left|fled|fell|rose|speak|suffer|support|oppose)\b"
)
OF_ACTOR = ", "
"""Ends a label that is only whole with the name of whose it is."""
_WHEN = re.compile(
    r"\s(?:last|this)\s(?:week|month|quarter|year)$"
    r"|\s(?:in|for|during|from)\s(?:the\s)?(?:first|second|third|fourth|last|year|week|month|quarter"
    r"|three|six|nine|12|period|\d|January|February|March|April|May|June|July|August|September"
    r"|October|November|December)\b.*$"
)
_COMMON_FIRST = frozenset(
    """net operating annual quarterly pre-tax oil crude consumer wholesale retail total average
    industrial food house light new car passenger unemployment overnight core real gross public
    private foreign domestic global world electricity gas coal steel copper gold wheat grain cotton
    manufacturing construction online factory wage rents rental container
    sport spam soybean soy maize barley potash fertiliser fertilizer diamond tea coffee cocoa fish
    beef pork milk salt timber paper plastic textile clothing software internet broadband
    freight rail cargo port tourism tax budget bank export import farm grain number numbers gap
    visible spot stocks contracting sugar maize rice barley cement diesel petrol fuel orders
    outstanding combined bilateral mutual cumulative daily monthly weekly quarterly yearly
    spending holdings lending arrivals passengers applications deaths visits visitors""".split()
)
RATE = re.compile(r"\s(?:an?|per)\s(?:hour|day|week|month|year)\b")
BY_ACTOR = " by "
"""Ends a label that is only whole with the name of who acts."""
_ACRONYMS = frozenset("FOB CIF GDP GNP CPI PPI PMI IPO LNG TV PC IT VAT R&D".split())
"""Words in capitals that are not names."""
_TRADED = frozenset(
    "oil crude gold copper wheat gas uranium coal aluminium zinc nickel ore".split()
)
"""Goods with one price for the world."""
_NOUNS_LY = frozenset(
    "supply family assembly monopoly daily weekly monthly quarterly yearly".split()
)
_TELLING = frozenset("of in at for from on between to with have has are were is was will".split())
"""Words within a label that tell of what it is, or make it a clause."""
_BROKEN = re.compile(
    r"[(),;:\[\]<>\"“”]|--|\b(?:which|who|that|whose|his|her|its|their|he|she|it|they|after|before"
    r"|during|linking|proposed)\b|\bbetween\b(?!\sthe\s[a-z])(?!.*\band\b)|\w(?<!min)(?<!build)(?<!ship)ing$"
)


def own_clause(head: str) -> str:
    """The clause of the figure: from the last conjunction that opens one."""
    return re.split(
        r"\b(?:after|because|since|when|as|following|amid)\s(?=[a-z])", _sentence_clause(head)
    )[-1]


def _sentence_clause(head: str) -> str:
    """The clause before the figure, from the last semicolon or full stop."""
    return re.split(r"[;“”\"]\s?|(?<![\s.(][A-Z])[.?!]\s|,\s(?:and|but|while)\s", head)[-1]


def noun_phrase(text: str, start: int = 0, links: int = 2) -> str:
    """The noun phrase at ``start`` with the phrases that tell more of it, as far as they fit."""
    match = _END.search(text, start)
    end = match.start() if match else start
    if end == start or len(text[start:end].split()) > 6 or not text[start].isalnum():
        return ""
    ends: list[int] = []
    for _ in range(links):
        link = _LINK.match(text, end)
        stop = _END.search(text, link.end()) if link else None
        if not link or not stop or stop.start() == link.end():
            break
        part = text[link.end() : stop.start()]
        if len(text[start : stop.start()]) > LONGEST_LABEL or unfit(part, text[stop.start() :]):
            break
        ends.append(end)
        end = stop.start()
    while re.match(r"\s(?:of|between)\s", text[end:]) and ends:
        end = ends.pop()  # what it is of does not fit, or is a time
    return "" if re.match(r"\s(?:of|who|whose)\s", text[end:]) else text[start:end].strip()


def unfit(part: str, rest: str, most: int = 5) -> bool:
    """Whether a phrase after a preposition is none that tells more: a time, or cut in a name."""
    words = part.split()
    last = words[-1].lower()
    dated = _DATED.search(part)
    goes_on = re.match(r",?\s(?:(?:and|or|of|&)\s)?(?=[A-Z])", rest) and words[-1][0].isupper()
    vague = last in VAGUE and words[-1].islower()
    return bool(dated or goes_on or last.endswith("ing") or vague or len(words) > most)


def predicate(head: str, tail: str, prefix: str, start: int) -> str:
    """``Some 600 schools have signed up.`` → schools have signed up, where the figure opens a short
    clause."""
    subject = BREAK.split(head)[-1]
    if not re.fullmatch(
        rf"\s*(?:{HEDGE}\s|the\s|all\s|these\s|a\stotal\s(?:of\s)?)*", subject, re.IGNORECASE
    ):
        return ""
    match = re.match(
        r"[^,;:–—()“”\"]+?(?=[,;]|\.(?:\s|$)|\s-\s|\s(?:and|but|while|after|as)\s|$)", tail[start:]
    )
    said, room = match[0].strip() if match else "", LONGEST_LABEL - len(prefix)
    if len(said) > room:
        said = _ADVERB.sub("", said)
    said = _fitting(said, room)
    acts = verbs()
    verb = any(m.start() for m in _PREDICATE_VERB.finditer(said)) or any(
        word in acts.past or word in acts.orders for word in said.split()[1:-1]
    )
    if re.search(r"\bto\s\w+$", said) and not re.search(r"\bto\s[A-Z]\w+$", said):
        return ""  # cut within what is done
    own = BREAK.split(head)
    named = len(own) < 2 or not "".join(own[:-1]).strip() or re.search(r"[A-Z]", said)
    fits = named and len(said.split()) > 3 and len(prefix + said) <= LONGEST_LABEL
    return prefix + said if verb and fits else ""


_ADVERB = re.compile(r"(?<=is|as|ve|ad|re|en) [a-z]+ly\b")


def _fitting(clause: str, room: int) -> str:
    """The clause without a closing time, and without closing phrases that do not fit."""
    clause = _TIME.sub("", clause)
    while len(clause) > room and (cut := list(_TAILS.finditer(clause))):
        clause = clause[: cut[-1].start()]
    return clause


_TO_DO = re.compile(
    r"\sto\s(build|supply|sell|buy|develop|construct|produce|deliver|modernise|modernize|upgrade"
    r"|expand|finance|fund|import|export|mine|explore|run|operate|monitor|restore|repair|lease|train"
    r"|support|protect|fight|restructure|clean up|extend|replace|provide)"
    r"\s(?:the\s|its\s|a\s|an\s)?"
)


def purpose(rest: str) -> str:
    """What a deal or a fund is for: `` to build vaccine plant in Konza``; ``""`` if not told."""
    aim = _TO_DO.match(rest)
    what = noun_phrase(rest, aim.end(), 1) if aim else ""
    return f" to {aim[1]} {what}" if aim and what else ""


def phrase_after(tail: str) -> str:
    """The phrase that tells of what: `` from the fund``, `` for dykes``."""
    conversion = re.match(r"\s?\([^)]{2,40}\)", tail)
    rest = tail[conversion.end() :] if conversion else tail
    link = re.match(r"\s(?:from|for|with|by)\s(?:the\s)?", rest)
    what = noun_phrase(rest, link.end(), 1) if link else ""
    return f"{link[0]}{what}" if link and what and not unfit(what, "") else ""


_PARTICIPLE = re.compile(
    r"(?<![\w-])(?<!ly )(?<!for )(?<!of )(?<!in )(?<!the )"
    r"(?!adjusted|[Uu]nited|listed|need|feed|seed)\w+ed\b"
)


def subject_phrase(words: str) -> str:
    """The subject before a verb, without its determiner and what stands before the verb."""
    subject = re.sub(rf"(?:\s{AUXILIARY})+\s*$", "", words.strip(" ,"))
    subject = _WHEN.sub("", subject)
    leading = LEADING.match(subject)
    definite = bool(re.match(r"(?:the|its|their|his|her|these|those)\s", subject, re.IGNORECASE))
    subject = subject[leading.end() :] if leading else subject
    tokens = subject.split()
    if not tokens or len(tokens) > 9 or tokens[0].lower() in NO_SUBJECT:
        return ""
    if FINITE.search(subject) or _PARTICIPLE.search(subject) or re.search(r"(?<![\w-])\d", subject):
        return ""
    if definite and len(tokens) == 1:
        return ""
    return subject


def lowered(subject: str) -> str:
    """The subject within a sentence: ``Profits at Alder`` → profits at Alder."""
    first, _, rest = subject.partition(" ")
    common = first.endswith(("ing", "al", "ly", "ate", "ive", "ous", "ic"))
    plain = first.lower() in OWNED | _COMMON_FIRST or (common and first not in tables().known)
    name = rest[:1].isupper() and first.lower() not in OWNED  # General Motors’ sales
    return f"{first.lower()} {rest}".strip() if plain and not name else subject


def whole_label(phrase: str, actor: str, opens: bool) -> str:
    """The label, with the name of who acts where it needs one; ``""`` if it does not say what is
    measured and of what. ``opens`` tells that its first word may open the sentence."""
    text = re.sub(r"\b(of|in|for)\s(?:its|their|his|her)\s", r"\1 ", " ".join(phrase.split()))
    text = text.removesuffix(",").removesuffix(" by").removesuffix(PLAIN)
    words = text.split()
    low = [w.lower().strip("’'") for w in words]
    if not words or low[0] in NO_SUBJECT - {"of", "to", "for"} or low[-1] in NO_SUBJECT:
        return ""
    if _BROKEN.search(text) or any(
        w.endswith("ly") and w not in _NOUNS_LY for w in (low[0], low[-1])
    ):
        return ""
    named = any(w[0].isupper() and w not in _ACRONYMS for w in words[1:])
    named = named or (words[0][0].isupper() and words[0].endswith(("’s", "'s", "s’", "s'")))
    named = named or words[0] in tables().known | tables().demonyms
    named = named or (not opens and words[0][0].isupper() and words[0] not in _ACRONYMS)
    if all(w[0].isupper() for w in words):
        return ""  # a name is not what is measured
    vague = low[-1] in VAGUE and not named
    core = [w for w in low if w not in ("rise", "fall", "in", "of", "the", "a", "total")]
    informative = (
        named
        or (phrase.endswith(PLAIN) and len(words) > 1)
        or low[0] in ("to", "people")
        or any(w in _TELLING for w in low[1:-1])
    )
    beyond = any(w[0].isupper() and w not in _ACRONYMS for w in words[1:]) or "’" in words[0]
    market = low[-1] in ("price", "prices") and low[-2:-1] and low[-2] in _TRADED
    if (phrase.endswith(OF_ACTOR) and beyond) or market:
        pass
    elif phrase.endswith(BY_ACTOR):
        text = f"{text} by {actor}" if actor else ""
    elif low[0] == "to" and len(core) > 2:
        pass
    elif (
        phrase.endswith(OF_ACTOR)
        or vague
        or len(core) == 1
        or not informative
        or not _owned(low, named)
    ):
        if not actor or actor in text or low[0] == "of" or (vague and len(core) == 1):
            return ""
        text = f"{text}, {actor}"
    if opens:
        text = lowered(text)
    if len(text) > LONGEST_LABEL:
        text = re.sub(r"\b(in|of|for|at|to) the\b", r"\1", text)
    return text if core and len(text) <= LONGEST_LABEL else ""


def _owned(low: list[str], named: bool) -> bool:
    """Whether a measure that somebody has (profit, exports) comes with whose it is."""
    at = next((i for i, w in enumerate(low) if w in OWNED), None)
    if at is None or (named and "outside" not in low):
        return True
    return any(w in ("of", "at", "in", "from", "between", "on", "for") for w in low[at + 1 : -1])
