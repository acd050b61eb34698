"""How a sentence opens: whether it leans on the one before, and on what word.

"Stand-alone" is meant as an editor means it: a sentence leans when it opens with a pronoun,
possessive or demonstrative whose referent it does not name, also after a short opening ("By his
count, …"), or with a connective that is about the sentence before. "The company", "Both leaders"
and soft links ("Meanwhile") stand alone. English only; the phrases are in its language file.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from briefing.coreference.expletive import is_expletive
from briefing.language.connectives import (
    MOST_IN_ROW,
    PEOPLE,
    PLURAL,
    POINTING,
    PRONOUNS,
    SINGLE,
    connective,
    phrases,
)
from briefing.language.gazetteer import tables
from briefing.language.patterns import LazyPattern
from briefing.languages import language

QUOTES = "\"“”„‘'’«»`"
SPEECH = f"(?:{language('en').saying['words']})"
POSSESSIVE = frozenset(("his", "her", "its", "their"))
_SUBJECT = frozenset(("he", "she", "it", "they"))

_WORD = re.compile(r"[^\W_]+(?:[.&-][^\W_]+)*|,")
_TAIL = LazyPattern(
    rf"(?:[,?!…]|(?<=[a-z])\.)[\"”’']*[ ]*(?P<q>[\"”’'])?,? ?\b(?P<p>he|she|it|they)"
    rf"(?: also| then| later| has| had)? {SPEECH}\b|"
    rf"[,?!]['\"”’] {SPEECH} (?P<r>he|she|it|they)\b"
)
_AFTERTHOUGHT = re.compile(
    r"[^,]{1,60}, (?:by contrast|in contrast|in turn|on the other hand|on the contrary),"
    r"|because (?!of\b)[^,]*(?:\.|$|, " + SPEECH + r")"
    r"|(?:another|a further) (?:\d[\d.,]*|hundred|dozen|two|three|four|five|six|seven|eight|nine"
    r"|ten)\b"
    r"|(?:on |in |at )?the same (?:day|week|month|year|evening|morning|time|period|place)\b"
    r"|of (?:these|those|them|that (?:total|sum|number|amount))\b"
    r"|the (?:latest )?([\w-]+) (?:comes?|came|follows|followed) (?!(?:in)?to )",
    re.I,
)
_CONTRASTS = (" contrast,", " turn,", " hand,", " contrary,")
_NOT_PRONOUN = r"(?!he\b|she\b|it\b|they\b)"
_ATTRIBUTED = LazyPattern(
    rf"[,?!.…][\"”'’]+ (?:(?:also |then |later )?{SPEECH} {_NOT_PRONOUN}|according to |"
    rf"{_NOT_PRONOUN}(?:[A-Z]|the |an? )[^\"“”]{{2,80}}? {SPEECH}\b)"
)
_FRONTED = re.compile(
    r"(?:An?|The|One of the) [^,]{3,90}, (he|she|it|they) (?!said|says|added)[a-z]"
)
_SPOKEN = LazyPattern(rf"[A-Z][\w’'-]+ (?:also )?{SPEECH}\b|\baccording to\b")
# A name of two words or of capitals, by itself or after "The".
_NAMED_SUBJECT = re.compile(r"(?:The )?(?:[A-Z]{2,}\b|[A-Z][\w’'&.-]* [A-Z][\w’'&.-]*)")
_TAG = re.compile(rf" (?:also |then |later )?{SPEECH}(?:[.,]|$)")
# How far into a sentence its opening reaches, in words: the longest adverbial openings before a
# pronoun subject in the annotated half that rules were written on have 24.
_REACH = 24


class Opening(NamedTuple):
    """What a sentence leans on; offsets are into the text it was made from.

    ``leans``: it does not stand alone. ``cut``: where it goes on after connectives that may be
    dropped (the given beginning when there is none). ``pronoun``: the span of the word that needs
    a referent. ``stuck``: it leans in a way that no bracket can mend. ``quoted``: it opens inside
    a quotation. ``speaker``: the pronoun is who says the sentence.
    """

    leans: bool
    cut: int
    pronoun: tuple[int, int] | None = None
    stuck: bool = False
    quoted: bool = False
    speaker: bool = False


def analyse(text: str, begin: int = 0) -> Opening:
    """The opening of ``text[begin:]``.

    >>> analyse("However, he left.")
    Opening(leans=True, cut=9, pronoun=(9, 11), stuck=False, quoted=False, speaker=False)
    >>> analyse("The minister left.").leans
    False
    """
    at = begin
    while at < len(text) and (text[at] in QUOTES or text[at] in " ([…."):
        at += 1
    quoted = at > begin and any(c in QUOTES for c in text[begin:at])
    if _SINCE_THEN.match(text, at) or _of_another_day(text, begin):
        return Opening(True, begin, stuck=True)
    if not _may_lean(text, at):
        said = _speaker(text, begin)
        return Opening(False, begin, said, speaker=True) if said else Opening(False, begin)
    leans = stuck = False
    cut = begin
    for _ in range(MOST_IN_ROW):
        link, after = connective(text, at)
        if not link:
            break
        at = after
        leans = leans or link != "soft"
        stuck = stuck or link == "kept" or (quoted and link != "soft")
        cut = cut if stuck or quoted else at
    pronoun = _first_pronoun(text, at)
    if pronoun is None and not leans:
        leans = stuck = _looks_back(text, at)
    if pronoun is not None:
        leans = not (quoted and _ATTRIBUTED.search(text, at)) or cut > begin or stuck
        word = text[pronoun[0] : pronoun[1]].lower()
        stuck = stuck or word in POINTING or text[pronoun[1] : pronoun[1] + 1] in "'’"
        return Opening(leans, cut, pronoun, stuck, quoted)
    speaker = None if stuck else _speaker(text, begin)
    if speaker is not None:
        return Opening(leans, cut, speaker, stuck, False, True)
    return Opening(leans, cut, None, stuck, quoted)


_UNITS = (
    r"(?:second|minute|hour|day|night|week|fortnight|month|year|decade|generation|century)s?"
    r"|centuries"
)
_SINCE_THEN = re.compile(
    r"(?:(?:An?|Some|Several|Many|About|Nearly|Almost|Just)\s)?(?:few\s|couple\sof\s)?"
    rf"(?:[\w-]+\s){{0,2}}?(?:{_UNITS})\s(?:later|earlier|prior|before(?=,)|beforehand"
    r"|afterwards|after\sthat|before\sthat)\b(?!\sthan\b|\sto\b)",
    re.IGNORECASE,
)
"""An opening that counts from a time of the sentence before: "Sixty years prior, …"."""
_SAME_DAY = re.compile(
    r"(?<!over )(?<!within )(?<!during )(?<!for )(?<!in )(?<!by )"
    r"\bthe (?:same|following|next) day\b"
)
_A_DAY = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today|overnight|\bnight\b|\bday\b"
    r"|\d{1,2} [A-Z][a-z]{2}|[A-Z][a-z]{2,8}\.? \d"
    r"|\b(?:after|before|when|as|same day (?:as|that|when))\b"
)

_AHEAD = re.compile(
    r"\b(?:[Ff]rom|[Bb]y|[Uu]ntil|[Tt]ill|[Ss]tarting|[Bb]eginning|[Ee]ffective)\s(?:on\s)?"
    r"(?:\d{1,2}\s[A-Z][a-z]+|[A-Z][a-z]{2,8}\.?\s\d{1,2})\b"
)
"""A date from or until which something holds: nothing happened on "the same day"."""


def _of_another_day(text: str, begin: int) -> bool:
    """Whether a day is counted from one that the sentence does not tell: "a code published the same
    day"."""
    match = _SAME_DAY.search(text, begin)
    if match is None:
        return False
    rest = text[match.end() :].lstrip()
    goes_on = rest.startswith(("as ", "that ", "when ", "of ", "after "))
    before = _AHEAD.sub("", text[begin : match.start()])
    return not goes_on and _A_DAY.search(before) is None


def _may_lean(text: str, at: int) -> bool:
    """A cheap test on the first word that lets every leaning opening through."""
    first = text[at : at + 24].split(" ", 1)[0].lower().rstrip(",")
    if first in ("another", "of"):
        return True
    if first in phrases()[1]["any"] or first.endswith("ing") or not first.isalpha():
        return True
    return any(map(text.__contains__, _CONTRASTS))


def _looks_back(text: str, at: int) -> bool:
    """Whether it leans without a pronoun: "The fifth, by contrast, …", "The move came …"."""
    match = _AFTERTHOUGHT.match(text, at)
    return match is not None and (match[1] is None or match[1].lower() in phrases()[1]["events"])


def _first_pronoun(text: str, at: int) -> tuple[int, int] | None:
    """The span of the opening's first word without a referent in the sentence, if any."""
    match = _WORD.match(text, at)
    if match is None:
        return None
    word = match.group().lower()
    _, lists = phrases()
    if (word in PRONOUNS or word in POINTING) and _unresolved(word, text, match):
        return match.span()
    if word in PRONOUNS or (word in POINTING and word not in {"this", "these"}):
        return None
    if word in {"a", "an", "the", "one"}:
        fronted = _FRONTED.match(text, at)
        if fronted is not None and not (
            fronted[1] == "it" and is_expletive(text[fronted.start(1) :])
        ):
            return fronted.span(1)
    if word in lists["participles"]:
        return _after_comma(text, match.end()) or _scan(text, at, lists)
    adverbial = (
        word in lists["starts"] or word.endswith("ing") or _is_timed(word, text, match.end())
    )
    return _scan(text, at, lists) if adverbial else None


def _is_timed(word: str, text: str, end: int) -> bool:
    """Whether a number opens a time: "Four years later", "10 days ago"."""
    _, lists = phrases()
    if not (word[0].isdigit() or word in lists["numbers"]):
        return False
    following = _WORD.match(text, end + 1)
    return following is not None and following.group().lower().rstrip("s") in lists["times"]


def _unresolved(word: str, text: str, match: re.Match[str]) -> bool:
    """Whether a pronoun or demonstrative at the very start has no referent in the sentence."""
    if word == "it":
        return not is_expletive(text[match.start() :])
    following = _WORD.match(text, match.end() + 1)
    after = following.group() if following else ""
    _, lists = phrases()
    if word in {"this", "these"}:
        return after.lower() not in lists["times"]
    if word == "those":
        return after not in {
            "who",
            "whose",
            "in",
            "of",
            "at",
            "from",
            "with",
            "under",
            "over",
        } and not (after.endswith("ed"))
    return not (word == "such" and after in {"as", "is"})


def _after_comma(text: str, at: int) -> tuple[int, int] | None:
    """The subject pronoun after the first commas of a participle opening ("Born in …, he")."""
    for match in re.finditer(r"(?:, |\) )(he|she|it|they) (?=[a-z])", text[at : at + 160]):
        if match[1] == "it" and is_expletive(text[at + match.start(1) :]):
            continue
        return at + match.start(1), at + match.end(1)
    return None


def _scan(text: str, at: int, lists: dict[str, frozenset[str]]) -> tuple[int, int] | None:
    """The first pronoun of an adverbial opening, when nothing before it could be its referent."""
    before: list[str] = []
    for number, match in enumerate(_WORD.finditer(text, at)):
        word = match.group()
        low = word.lower()
        if number > _REACH or (number and text[match.start() - 1] in '"”'):
            return None
        if low in PRONOUNS:
            return match.span() if _is_lost(low, text, match, before, lists) else None
        if low in POINTING and number == 1 and _points_back(low, text, match.end(), lists):
            return match.span()
        before.append(word)
    return None


def _is_lost(
    low: str,
    text: str,
    match: re.Match[str],
    before: list[str],
    lists: dict[str, frozenset[str]],
) -> bool:
    """Whether a pronoun in an opening refers neither to the words before it nor ahead."""
    number = "person" if low in PEOPLE else "thing" if low in SINGLE else "several"
    if any(number in _referents(before, k, lists) for k in range(len(before))) or _TAG.match(
        text, match.end()
    ):
        return False
    if low == "it" and is_expletive(text[match.start() :]):
        return False
    ahead = low not in _SUBJECT or before[-1:] != [","]
    return not (ahead and _names_later(low, text, match.end()))


def _points_back(low: str, text: str, end: int, lists: dict[str, frozenset[str]]) -> bool:
    """Whether a demonstrative after a preposition is about the sentence before ("Despite this")."""
    following = _WORD.match(text, end + 1)
    after = following.group().lower() if following else ""
    dated = after in lists["times"]
    return not dated if low in {"this", "these"} else dated and low in {"that", "those"}


def _referents(words: list[str], k: int, lists: dict[str, frozenset[str]]) -> set[str]:
    """What ``words[k]`` may be to a pronoun after it: a person, a thing, several."""
    table = tables()
    word, previous = words[k], words[k - 1].lower() if k else ""
    low = word.lower()
    referents: set[str] = set()
    if k and word[0].isupper():
        if low not in lists["times"]:
            referents |= {"thing", "several"}
            where = previous in {"in", "at", "from", "near"}
            if not (
                where or word in table.places or word in table.countries or word in table.demonyms
            ):
                referents.add("person")
    elif low.endswith("year-old") or not (
        table.roles.isdisjoint((low, low[:-1])) and table.people.isdisjoint((low, low[:-1]))
    ):
        referents |= {"person", "several"} if low.endswith("s") else {"person"}
    elif low.endswith("s") and len(low) > 3 and low not in lists["starts"]:
        referents.add("several")
    if previous in {"the", "a", "an"} and low not in lists["times"] and low[0].isalpha():
        referents.add("thing")
    return referents


def _names_later(word: str, text: str, at: int) -> bool:
    """Whether the clause after the next comma has a subject that the pronoun can point ahead to."""
    comma = text.find(", ", at)
    if comma < 0:
        return False
    rest = text[comma + 2 : comma + 80]
    first = _WORD.match(rest)
    if first is None:
        return False
    table = tables()
    token = first.group()
    words = rest.split(" ", 4)
    if word in PEOPLE:
        if token[0].isupper():
            return not (
                token == "I"
                or token in table.places
                or token in table.countries
                or token in table.dates
            )
        near = [w.strip(",.") for w in words[:4]]
        return token in {"the", "a", "an"} and not (
            table.roles.isdisjoint(near) and table.people.isdisjoint(near)
        )
    if word in PLURAL:
        return token in {"both", "the", "all", "most", "many"} and bool(
            re.match(r"(?:both|(?:all |most |many )?(?:the )?(?:[\w-]+ ){0,3}?[\w-]+s\b)", rest)
        )
    return token[0].isupper() or token in {"the", "a", "an"}


def _speaker(text: str, begin: int) -> tuple[int, int] | None:
    """The pronoun that says the sentence ("…, he said"), unless a name speaks before it."""
    if not _tagged(text):
        return None
    match = _TAIL.search(text, begin)
    if match is None:
        return None
    group = "p" if match["p"] else "r"
    if match[group] in {"it", "they"} and _NAMED_SUBJECT.match(text, begin):
        return None  # the sentence's own subject says it
    before = text[begin : match.start(group)]
    return None if _SPOKEN.search(before) else match.span(group)


def _tagged(text: str) -> bool:
    """A cheap test for a pronoun right after a comma or closing mark, or at the very end."""
    for pronoun in (" he ", " she ", " it ", " they "):
        at = text.find(pronoun)
        while at > 0:
            if text[at - 1] in ",?!….\"”’'":
                return True
            at = text.find(pronoun, at + 1)
    return text.endswith((" he.", " she.", " it.", " they."))
