"""Definites that name nobody: "The company", "The deal", "The country".

Such a subject stands alone in its article but not on a page of many. It gets the name in brackets
where that is sure, from the sentences before it or the title, and is marked as leaning otherwise.
Precision comes before coverage: with one rival, no name is inserted.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from briefing.coreference.antecedents import Referents
from briefing.language.entities import COUNTRY, ORGANISATION, PERSON
from briefing.language.gazetteer import spaced, tables
from briefing.language.tokens import function_words
from briefing.language.verbs import verbs
from briefing.languages import language
from briefing.model import Kind, Sentence

_NOUNS_OF = language("en").leaning.nouns
BODIES = frozenset(_NOUNS_OF["bodies"].split())
"""Nouns for a company or body."""

BUSINESSES = tuple(_NOUNS_OF["businesses"].split())
"""Of these, kinds of business, which a report calls "the company" as well."""
_ANY_BUSINESS = frozenset(("company", "firm", "group", "business"))

PEOPLE = frozenset(_NOUNS_OF["people"].split())
"""Nouns for people of whom only the article says who they are."""

NAMED = frozenset(_NOUNS_OF["named"].split())
"""Of these, nouns that the names of the kind contain ("Ministry of Finance")."""

THINGS = frozenset(_NOUNS_OF["things"].split())
"""Nouns for a thing that an article introduces by name."""

OFFICES = frozenset(_NOUNS_OF["offices"].split())
"""Nouns for a person who holds an office, of whom only the article says who it is."""

NAMELESS = frozenset(_NOUNS_OF["nameless"].split())
"""Nouns for what an article tells of before, whose name no rule here finds."""

_NOUNS = BODIES | THINGS | PEOPLE | OFFICES | NAMELESS | {"country"}
_GROUPS = re.compile(
    r"(?:The (?:two|three|four|five) (?:\w+ )?(?:sides|parties|countries|leaders|presidents"
    r"|ministers|companies|firms|banks|states|men|women|groups|governments)|The \d\d-year-old"
    r"|Both (?:sides|parties"
    r"|countries|leaders|presidents|ministers|companies|firms|banks|men|women|governments)"
    r"|The (?:sides|parties|pair|duo|two|three))(?![\w-])(?! of\b)"
)
_DEFINITES = tuple(
    re.compile(
        rf"(?:The|This) (?P<before>(?:[\w’'-]+ ){{{count}}})(?P<noun>[a-z][a-z-]+)(?P<own>['’]s)?"
        r"(?=[ ,.;:])"
    )
    for count in range(4)
)
"""A definite with so many words before its noun."""
_OPENING = re.compile(
    r"(?:(?:In|On|At|After|Before|Under|During|Since|By|For|Despite|Last|This|With|Without) "
    r"(?:[\w’'-]+ ){0,5}[\w’'-]+|Earlier(?: [\w’'-]+){0,4}|Later|Separately|Meanwhile), (?=the )"
)
_TAIL = re.compile(
    r", (?P<phrase>the (?P<noun>[a-z][a-z-]+)) (?:also )?(?:said|added|reported|announced)\b"
)
_STREETS = frozenset(("High", "Street", "Wall", "Fleet"))
"""Capitals before a noun that name no company: "the High Street retailer"."""
_MODIFIED = frozenset(
    """of for in on at with between by to from under near that which who whose behind and or
    against about over into where when aimed based called known named he she they we""".split()
)
"""Words after a noun that tell which one it is."""
_ADDED = re.compile(r", (?:which|who|whose|called to|aimed at|where|when) [a-z]")
"""A clause after a comma adds something and does not tell which one it is."""
_NAME_BEFORE = re.compile(
    r"(?:(?!The |A |An |In )[A-Z][\w’'.-]*|&|/|[A-Z][\w’'-]* (?:and|for|of|in|to)) ?$"
)
_LISTED = re.compile(r"[A-Z][\w’'-]*, $")
"""A name before a comma, which may be the first part of one: "Save Rivers, Not Dams campaign"."""
_BACK = 4
"""Sentences before within which a body that "the company" takes up is named as a rule."""


class Definite(NamedTuple):
    """A subject that names nobody: where a bracket would stand, the name for it if sure, and
    whether it is a possessive."""

    end: int
    name: str = ""
    own: bool = False


def definite(sentence: Sentence, begin: int, referents: Referents) -> Definite | None:
    """The definite that ``sentence`` from ``begin`` leans on; offsets are into its text."""
    text = spaced(sentence.text)
    group = _GROUPS.match(text, begin)
    if group is not None:
        return Definite(group.end())
    opening = _OPENING.match(text, begin)
    at = opening.end() if opening else begin
    match = _noun_phrase(text, at)
    opens = at == begin or (match is not None and match["noun"] in BODIES | OFFICES)
    if match is not None and opens:
        name = _name(sentence, match["noun"], match["before"], referents)
        return Definite(match.end(), name, match["own"] is not None)
    tail = _TAIL.search(text, begin) if ", the " in text else None
    if tail is not None and tail["noun"] in BODIES:
        if _names_body(sentence, tail.start(), referents):
            return None
        return Definite(tail.end("phrase"), _name(sentence, tail["noun"], "", referents))
    return None


def _noun_phrase(text: str, at: int) -> re.Match[str] | None:
    """The bare definite at ``at``, with as few adjectives as make one: "The special meeting"."""
    if not text.startswith(("T", "t"), at):
        return None
    raised = text[:at] + "T" + text[at + 1 :]
    for pattern in _DEFINITES:
        match = pattern.match(raised, at)
        office = match is not None and match["noun"] in OFFICES
        if match is not None and _bare(match, text) and not (office and match["before"].islower()):
            return match
    return None


def _bare(match: re.Match[str], text: str) -> bool:
    """Whether the noun phrase has neither a name in it nor words after it that tell which."""
    if match["noun"] not in _NOUNS:
        return False
    demonyms = tables().demonyms
    before = match["before"].split()
    if any(word[0].isupper() and word not in demonyms | _STREETS for word in before):
        return False
    return is_bare(match, text)


def is_bare(match: re.Match[str], text: str) -> bool:
    """Whether no words after a noun, where ``match`` ends, tell which one it is; its group
    ``own`` is a possessive."""
    rest = text[match.end() :]
    following = re.match(r",? ?([\w’'-]*)", rest)
    word = following[1] if following else ""
    if _ADDED.match(rest):
        return True
    if (
        word.lower() in _MODIFIED
        or (word.endswith("ing") and not rest.startswith(", "))
        or (rest.startswith(", ") and word[:1].isupper())
    ):
        return False
    if match.groupdict().get("own") is not None:
        return True
    return not word[:1].isupper() and not (text[match.end()] == " " and _noun_follows(word))


def _noun_follows(word: str) -> bool:
    """Whether a word after a noun goes on with what is named: "the film industry"."""
    known = verbs()
    acts = known.strong(word) or word in known.perhaps or word.removesuffix("s") in known.perhaps
    return not (acts or word in function_words("en") or word in _ADVERBS or word.endswith("ly"))


_ADVERBS = frozenset(
    "now also then still later ever never soon already too instead earlier".split()
)


def _names_body(sentence: Sentence, end: int, referents: Referents) -> bool:
    """Whether a company or body is named in the sentence before ``end``."""
    return any(
        m.end - sentence.start <= end
        and referents.entity(m.entity).kind in {ORGANISATION, ""}
        and referents.gender(m.entity) not in {"m", "f"}
        for m in referents.names.mentions[sentence.index]
    )


def _name(sentence: Sentence, noun: str, before: str, referents: Referents) -> str:
    if noun == "country":
        return only_country(sentence, referents)
    if noun in BODIES:
        return _body(sentence, noun, referents)
    if noun in OFFICES:
        return _holder(sentence, noun, referents) if not before.strip() else ""
    return _thing(sentence, noun, referents) if noun in THINGS and not before.strip() else ""


def _earlier(sentence: Sentence, referents: Referents) -> list[Sentence]:
    rows = referents.document.sentences[: sentence.index]
    return [s for s in rows if s.kind is Kind.CONTENT and s.group != sentence.group]


def only_country(sentence: Sentence, referents: Referents) -> str:
    """The only country named so far, unless the sentence names one itself."""
    names = referents.names
    rows = [*_earlier(sentence, referents), sentence]
    numbers = {m.entity for s in rows for m in names.mentions[s.index]}
    countries = [k for k in numbers if referents.entity(k).kind == COUNTRY]
    return referents.entity(countries[0]).name if len(countries) == 1 else ""


def _holder(sentence: Sentence, noun: str, referents: Referents) -> str:
    """The only person named so far with that office, if no other holds one."""
    entities = referents.names.entities
    numbers = {
        m.entity for s in _earlier(sentence, referents) for m in referents.names.mentions[s.index]
    }
    people = [k for k in numbers if entities[k].kind == PERSON and entities[k].roles]
    holders = [k for k in people if noun in entities[k].roles]
    alone = len(holders) == 1 and not _in(sentence, holders[0], referents)
    return entities[holders[0]].name if alone else ""


def _body(sentence: Sentence, noun: str, referents: Referents) -> str:
    """The body of whose kind the noun is the name, or the subject of the lead if it still is the
    subject, or the only body named.

    For a noun that names of its kind contain, the name must contain it.
    """
    earlier = _earlier(sentence, referents)
    if not earlier:
        return ""
    names = referents.names
    bodies = [
        k
        for k in dict.fromkeys(m.entity for s in earlier for m in names.mentions[s.index])
        if (referents.entity(k).kind == ORGANISATION and referents.gender(k) not in {"m", "f"})
        or (referents.entity(k).kind == "" and referents.gender(k) == "n")
    ]
    if noun in NAMED:
        kin = [k for k in bodies if noun in referents.entity(k).name.lower().split()]
        return _whole(kin[0], sentence, referents) if len(kin) == 1 else ""
    first = referents.parser.subject(earlier[0]).entity
    if first is None:
        return ""
    if set(bodies) <= {first} and _introduced(noun, first, sentence, referents):
        return _whole(first, sentence, referents)
    near = {m.entity for s in earlier[-_BACK:] for m in names.mentions[s.index]}
    unsure = [k for k in near if referents.entity(k).kind == "" and k != first]
    alone = bodies == [first] and first in near and not unsure
    still = referents.body_before(sentence.index) == first
    tail = _TAIL.search(spaced(earlier[0].text))  # "Tarn Motor will …, the carmaker said"
    said = tail is not None and tail["noun"] in BODIES and set(bodies) <= {first}
    near_lead = len(earlier) <= _BACK
    sure = alone or still or (said and near_lead)
    return _whole(first, sentence, referents) if sure else ""


def _introduced(noun: str, number: int, sentence: Sentence, referents: Referents) -> bool:
    """Whether a name is introduced as what the noun says, and no other is: "carmaker Tarn", "Tarn,
    Lemnia's biggest carmaker,"; any kind of business is "the company"."""
    entity = referents.entity(number)
    if entity.kind not in {"", ORGANISATION} or referents.gender(number) in {"m", "f"}:
        return False
    before, name = referents.text[: sentence.start], re.escape(entity.name)
    kinds = "|".join(BUSINESSES) if noun in _ANY_BUSINESS else noun
    clause_match = re.search(
        rf"\b(?i:{kinds})\s{name}\b"
        rf"|\b{name}, (?:an?|the|one of|[A-Z][\w’'-]*[’']s?)\s[^,.;]{{0,60}}\b(?:{kinds})s?\b",
        before,
    )
    others = re.findall(rf"\b(?:{'|'.join(BUSINESSES)})s?\s([A-Z][\w’'-]*)", before)
    return clause_match is not None and all(other in entity.name.split() for other in others)


def _whole(number: int, sentence: Sentence, referents: Referents) -> str:
    """The name of an entity, ``""`` where it may have been cut short or the sentence has it."""
    if _in(sentence, number, referents):
        return ""
    name = referents.entity(number).name
    text = referents.text
    at = text.find(name)
    forms = tables().forms
    cut = _NAME_BEFORE.search(text[:at]) and text[:at].split()[-1].lower() not in BODIES
    if at < 0 or all(word in forms for word in name.split()) or cut:
        return ""
    return name


def _in(sentence: Sentence, number: int, referents: Referents) -> bool:
    return any(m.entity == number for m in referents.names.mentions[sentence.index])


def _thing(sentence: Sentence, noun: str, referents: Referents) -> str:
    """The only name with the noun in it ("Bukhara wind farm"), in the title and the sentences
    before, where no other thing of the kind was introduced."""
    earlier = _earlier(sentence, referents)
    titles = [] if _shouted(referents) else [referents.document.article.title]
    texts = [spaced(s.text[s.body - s.start :]) for s in earlier]
    pattern = re.compile(rf"(?P<name>{_CAPITALS})(?P<kind>(?:[a-z][\w-]* ){{0,2}}){noun}\b")
    names: set[str] = set()
    for text in [*texts, *titles]:
        for match in pattern.finditer(text):
            name = _trimmed(match["name"])
            before = text[: match.start()]
            cut = _NAME_BEFORE.search(before) or _LISTED.search(before)
            if name and not cut and _describes(match["kind"].split()):
                names.add(f"{name} {match['kind']}{noun}")
            elif not name:
                continue
            else:
                return ""
    other = re.compile(rf"\b(?:another|second|other|each|two|three) (?:[\w-]+ ){{0,3}}{noun}s?\b")
    rivals = any(other.search(text) or f"{noun}s" in text for text in texts)
    return names.pop() if len(names) == 1 and not rivals else ""


_CAPITALS = r"(?:[A-Z][\w’'-]*\w(?: of| de| al)? )+"


def _describes(words: list[str]) -> bool:
    """Whether words between a name and its noun can be nouns and adjectives."""
    known = verbs()
    return not any(
        word in function_words("en") or known.strong(word) or word.endswith("ly") for word in words
    )


def _trimmed(name: str) -> str:
    """The name without article, opening and nationality; ``""`` when nothing is left."""
    words = name.split()
    known = tables()
    openers = {"The", "A", "An", "This", "In", "On", "At", "For", "Its", "His", "Their", "Both"}
    openers |= {"MW", "GW", "MWh", "GWh", "KM"}
    while words and (words[0] in openers or words[0] in known.demonyms or words[0] in known.dates):
        words = words[1:]
    if words and words[-1].lower() in {"of", "de", "al"}:
        return ""
    if any(word.endswith(("'s", "’s", "'", "’")) for word in words):
        return ""
    return " ".join(words)


def _shouted(referents: Referents) -> bool:
    """Whether the title capitalises its words, so that no name can be told in it."""
    words = [w for w in referents.document.article.title.split() if len(w) > 3 and w.isalpha()]
    return sum(w[0].isupper() for w in words) > 0.6 * max(1, len(words))
