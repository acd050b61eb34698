"""What a sentence leans on elsewhere than in its subject: bodies, surnames and places inside it.

"A survey for the charity", "Funaro said this attitude would not help" and "The strike" after "a
strike" have no antecedent on a page of many articles, nor have "exports of the same goods". A
surname that speaks gets its given name, "here" and "this city" the place of the dateline, and "the
country" its name where no other is named. Precision comes before coverage, as for subjects
(:mod:`briefing.coreference.definites`).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from briefing.coreference.antecedents import Referents
from briefing.coreference.definites import BODIES, is_bare, only_country
from briefing.coreference.given_names import given_part
from briefing.coreference.openings import SPEECH
from briefing.coreference.unexplained import leans_on_article, title_country, unnamed_state
from briefing.language.deixis import dateline_place, points_here, speaks_as_author
from briefing.language.entities import ORGANISATION, PERSON, Mention
from briefing.language.gazetteer import spaced, tables
from briefing.model import Kind, Sentence


class Insertion(NamedTuple):
    """What goes in brackets before the character at ``at`` of a sentence, in place of the next
    ``instead`` characters."""

    at: int
    text: str
    instead: int = 0


_NAMED_BODIES = (BODIES | {"board", "court", "guild"}) - {
    "giant", "business", "party", "fund", "exchange",
}  # fmt: skip
_BODY = re.compile(
    r"\b(?:by|for|at|of|from|with|to|that|than|on|against|as|when|because|if|and|but|unless|until"
    r"|after|before|while|since|whether|which|said|says|[a-z]+ed) the"
    rf" (?P<noun>{'|'.join(sorted(_NAMED_BODIES))})(?P<own>['’]s)?(?=[ ,.;]|$)"
)
_ANY_BODY = re.compile(
    rf"\b(?:{'|'.join(sorted(_NAMED_BODIES | BODIES))}|part(?:y|ies)|agenc(?:y|ies))s?\b"
)
_SAID_THIS = re.compile(
    r"(?:[\w’'.,-]+ ){1,8}?(?:said|says|added|argued|warned|believes?|insisted|stressed|noted)"
    r" (?:that )?(?:this|these|such an?) (?P<noun>[a-z][\w-]+)"
)
_TIMES = frozenset(
    """morning afternoon evening night week weekend month quarter season year years decade century
    spring summer autumn fall winter time is was would will could has""".split()
)
_POINTING_BACK = re.compile(
    r"(?:The )?[A-Za-z-]+ (?:[a-z-]+ )?(?:of these|(?:of|for|from|by) the same) (?!as\b)[a-z]"
)
"""A subject made of what another sentence lists: "Two of these plants", "Exports of the same
goods"."""
_SAME_SOURCE = re.compile(
    r"\bthe same (?:figures|data|report|study|survey|poll|statement|document|official|source)s?"
    r" (?:also )?(?:shows?|showed|says?|said|adds?|added|found|finds?)\b"
)
_THIS_CITY = re.compile(
    r"\b(?:in|to|from|at|near|around|outside) this (?:[a-z-]+ ){0,2}?(?:city|town|village|capital)"
    r"(?=[ ,.;])(?! (?:of|that|where|which|who)\b)"
)
_THE_COUNTRY = re.compile(
    r"\b(?:the|this) country(?P<own>['’]s)?(?=[ ,.;])"
    r"(?! (?:that|which|whose|where|who|(?:for|from|in|to) which|with|of|house|club|music|they|he"
    r"|she|it)\b)"
)
_HONORIFIC = re.compile(r"(?:Mr|Mrs|Ms|Miss|Dr)\.? $")
_SPEAKS = re.compile(rf"(?: also| has| had)? {SPEECH}\b")
_CLAUSE = re.compile(r"(?:[,.!?…;]['\"’”]*|['\"’”]) $")
_A_NAME = re.compile(
    r"\b[Tt]he (?:sum|som|tenge|somoni|manat|lari|dram|tugrik|rouble|ruble|hryvnia|lira|zloty|krona"
    r"|krone|forint|yuan|yen|won|rupee|ringgit|baht|rand|peso|real|sol|shilling|naira)\b|"
    r"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov"
    r"|Dec)[a-z]*\b|I\b)\b[A-Z][\w.]*"
)
_TOP = 120
"""Words of an article above a sentence from which it has to name somebody or some place itself:
nearer to the top it is the second half of the lead, or speaks of what the title names. Of 880
points of labelled days nine name nothing, five of them near the top, and only those stand alone.
From 40 words on, points are kept out that a reader would place by their section."""

_TOP_WITHOUT_FIGURES = 20
"""The same where the sentence has no figure either: "Delegates would not speculate"."""


def leans_within(sentence: Sentence, begin: int, referents: Referents) -> bool:
    """Whether ``sentence`` from ``begin`` needs its article to say who or what is meant."""
    text = spaced(sentence.text)
    said = _SAID_THIS.match(text, begin)
    if said is not None and said["noun"] not in _TIMES:
        return True
    if _POINTING_BACK.match(text, begin) or _SAME_SOURCE.search(text, begin):
        return True
    if not sentence.quote and speaks_as_author(text[begin:]):
        return True
    city = _this_city(sentence, begin, text, referents)
    country = _the_country(sentence, begin, text, referents)
    if (city and not _written_at(referents)) or (country and not only_country(sentence, referents)):
        return True
    return (
        _body_unnamed(sentence, begin, text, referents)
        or leans_on_article(sentence, begin, text, referents)
        or _nameless(sentence, text, referents)
    )


def insertions(sentence: Sentence, begin: int, referents: Referents) -> list[Insertion]:
    """The given names of surnames that speak or follow "Mr", and the names of "here", "this city",
    "the country" and "the government"; where no dateline says which place "here" is, it is left
    out."""
    text = spaced(sentence.text)
    inside = []
    honorific = any(title in text for title in ("Mr", "Ms ", "Ms.", "Miss ", "Dr"))
    if honorific or _SPEAKS.search(text) is not None:
        inside = _given_names(sentence, begin, text, referents)
    here = points_here(text) if " here" in text else None
    place = _written_at(referents) if here is not None else ""
    if here is not None and not place:
        inside.append(Insertion(here[0], "[…]", here[1] - here[0]))
    elif here is not None and place not in text:
        inside.append(Insertion(here[1], f" [{place}]"))
    city = _this_city(sentence, begin, text, referents)
    place = _written_at(referents) if city is not None else ""
    if city is not None and place:
        inside.append(Insertion(city.end(), f" [{place}]"))
    country = _the_country(sentence, begin, text, referents)
    name = only_country(sentence, referents) if country is not None else ""
    if country is None:
        country = unnamed_state(sentence, begin, text, referents)
        name = title_country(referents) if country is not None else ""
    if country is not None and name:
        own = country["own"] or ""
        label = name + (own[:1] if name.endswith("s") else own)
        inside.append(Insertion(country.end(), f" [{label}]"))
    return sorted(inside)


def _given_names(
    sentence: Sentence, begin: int, text: str, referents: Referents
) -> list[Insertion]:
    taken: set[int] = set()
    inside = []
    for mention in referents.names.mentions[sentence.index]:
        at = mention.start - sentence.start
        first = mention.entity not in taken
        taken.add(mention.entity)
        if not first or at <= begin or not _alone(mention, at, text):
            continue
        if referents.entity(mention.entity).kind != PERSON:
            continue
        given = given_part(mention, sentence, referents)
        if given:
            inside.append(Insertion(at, f"[{given}] "))
    return inside


def _alone(mention: Mention, at: int, text: str) -> bool:
    """Whether a name stands by itself as who speaks, or after "Mr"."""
    before, after = text[:at], text[at + len(mention.text) :]
    if before.count('"') % 2 or before.count("“") > before.count("”"):
        return False
    if _HONORIFIC.search(before):
        return re.match(r"['’]?s? [a-z(]|[,.;]", after) is not None
    return (
        not mention.title
        and _CLAUSE.search(before) is not None
        and _SPEAKS.match(after) is not None
    )


def _this_city(
    sentence: Sentence, begin: int, text: str, referents: Referents
) -> re.Match[str] | None:
    """ "In this northern city" outside a quotation, where no name stands before it."""
    match = _THIS_CITY.search(text, begin) if " this " in text else None
    if match is None:
        return None
    before = text[begin : match.start()]
    named = any(
        m.start - sentence.start < match.start()
        and referents.entity(m.entity).kind not in {PERSON, ORGANISATION}
        for m in referents.names.mentions[sentence.index]
    )
    quoted = before.count('"') % 2 or before.count("“") > before.count("”")
    return None if named or quoted or re.search(r"[‘']\w", before) else match


def _the_country(
    sentence: Sentence, begin: int, text: str, referents: Referents
) -> re.Match[str] | None:
    """ "The country" inside a sentence that names nobody and no place."""
    match = _THE_COUNTRY.search(text, begin + 1) if " country" in text else None
    nameless = match is not None and not _names(sentence, text, referents)
    return match if nameless and "“" not in text and '"' not in text else None


def _written_at(referents: Referents) -> str:
    """The place that the dateline names, ``""`` where there is none."""
    for sentence in referents.document.sentences:
        if sentence.kind is Kind.CONTENT:
            return dateline_place(referents.text[sentence.start : sentence.body])
    return ""


def _body_unnamed(sentence: Sentence, begin: int, text: str, referents: Referents) -> bool:
    """Whether "the charity" stands in the sentence, and nothing before it says which."""
    match = _BODY.search(text, begin)
    if match is None or not is_bare(match, text) or _ANY_BODY.search(text[begin : match.start()]):
        return False
    for mention in referents.names.mentions[sentence.index]:
        earlier = mention.start - sentence.start < match.start()
        if earlier and referents.entity(mention.entity).kind in {ORGANISATION, ""}:
            return False
    before = text[: match.start()].split()
    return not any(word.isupper() and len(word) > 1 for word in before)


def _nameless(sentence: Sentence, text: str, referents: Referents) -> bool:
    """Whether a sentence below the lead names nobody and no place: "Every worker will carry a
    card"."""
    if _names(sentence, text, referents):
        return False
    rows = referents.document.sentences[: sentence.index]
    above = sum(s.text.count(" ") + 1 for s in rows if s.kind is Kind.CONTENT)
    least = _TOP if any(char.isdigit() for char in text) else _TOP_WITHOUT_FIGURES
    return above >= least


def _names(sentence: Sentence, text: str, referents: Referents) -> bool:
    """Whether a sentence has a name, or a first word that may be one."""
    if referents.names.mentions[sentence.index] or _A_NAME.search(text, 1):
        return True
    first = text.split(" ", 1)[0].strip("\"“‘'«(,")
    capitals = sum(char.isupper() for char in first) > 1
    known = first in tables().demonyms or first in tables().countries
    return bool(capitals or known or re.search(rf"[a-z,] {re.escape(first)}\b", referents.text))
