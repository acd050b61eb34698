"""References: does a sentence stand alone, and how may a brief show it?

A name goes in brackets after the pronoun or definite it stands for (``He [Tokayev] said``), a given
name before a bare surname; a dateline or a
connective at the beginning is left out, and the word after a connective gets its capital. "Here" is
left out with a mark where nothing says which place it is. What a brief shows, without brackets, is
otherwise a remainder of the sentence, character by character.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from briefing.coreference.antecedents import Referents
from briefing.coreference.context import Insertion, insertions, leans_within
from briefing.coreference.definites import definite
from briefing.coreference.elsewhere import resolve_elsewhere
from briefing.coreference.given_names import given_name
from briefing.coreference.openings import POSSESSIVE, Opening, analyse
from briefing.language.connectives import PEOPLE
from briefing.language.entities import PERSON, Entity
from briefing.language.gazetteer import spaced
from briefing.languages import language
from briefing.model import Document, Kind, Resolution, Sentence

__all__ = ["Referents", "resolve", "resolve_one"]

_MARKER = re.compile(r"[^\w\s]{1,2}\s|(?:\(?\w{1,3}[.)])\s")


def resolve(document: Document, wanted: Collection[int] | None = None) -> list[Resolution]:
    """One :class:`Resolution` per sentence.

    ``wanted`` restricts the costly part, the search for referents, to sentences that may be shown;
    any other sentence that needs a bracket gets an empty ``wording``. In languages other than
    English no name is sought (:mod:`briefing.coreference.elsewhere`). What is not content is shown
    as it is.
    """
    referents = Referents(document)
    return [
        resolve_one(sentence, referents, wanted is None or sentence.index in wanted)
        for sentence in document.sentences
    ]


def resolve_one(sentence: Sentence, referents: Referents, search: bool = True) -> Resolution:
    """The resolution of one sentence; ``referents`` is made once per article. Without ``search`` no
    name is looked for."""
    text = sentence.text
    body = sentence.body - sentence.start
    start = body if body and _MARKER.fullmatch(text[:body]) else 0
    if sentence.kind is not Kind.CONTENT:
        return Resolution(True, text[body:], dropped=text[start:body])
    if referents.document.article.language != "en":
        own = language(referents.document.article.language)
        return resolve_elsewhere(sentence, referents.document, start, body, own)
    opening = analyse(spaced(text), body)
    dropped = text[start : opening.cut]
    if opening.stuck or not text[opening.cut :].strip(". "):
        return Resolution(not opening.leans, "")
    if opening.pronoun is None:
        referent = (
            definite(sentence, opening.cut, referents) if search and not opening.quoted else None
        )
        inside = insertions(sentence, opening.cut, referents) if search else []
        vague = referent is not None and not referent.name
        if referent is not None and referent.name:
            label = referent.name
            label = _possessive(label, referents.document) if referent.own else label
            inside.append(Insertion(referent.end, f" [{label}]"))
        elif referent is None and search and not opening.quoted:
            given = given_name(sentence, opening.cut, referents)
            inside += [Insertion(opening.cut, f"[{given}] ")] if given else []
            vague = leans_within(sentence, opening.cut, referents)
        wording = _raised(_inserted(text, inside), opening.cut, body)
        named = referent.name if referent is not None and referent.name else None
        return Resolution(not opening.leans, wording, named, dropped, vague)
    within = opening.quoted or (sentence.quote in {"mid", "close"} and not opening.speaker)
    begin, end = opening.pronoun
    name = None
    if search and not (within or _another(text[end:], text[begin:end])):
        name = _referent(sentence, opening, referents)
    if name is None:
        return Resolution(not opening.leans, "")
    inside = insertions(sentence, end, referents)
    inside.append(Insertion(end, f" [{_short(name, text[begin:end], referents.document)}]"))
    wording = _raised(_inserted(text, inside), opening.cut, body)
    return Resolution(not opening.leans, wording, name.name, dropped)


def _inserted(text: str, inside: Iterable[Insertion]) -> str:
    """``text`` with what goes in brackets."""
    for insertion in sorted(inside, reverse=True):
        rest = text[insertion.at + insertion.instead :]
        text = text[: insertion.at] + insertion.text + rest
    return text


def _raised(text: str, cut: int, body: int) -> str:
    """``text`` from ``cut`` on; what stood after a connective gets the capital of a sentence."""
    return text[cut : cut + 1].upper() + text[cut + 1 :] if cut > body else text[cut:]


def _another(rest: str, pronoun: str) -> bool:
    """Whether somebody of the other gender follows by pronoun, unnamed in the sentence."""
    gender = PEOPLE.get(pronoun.lower())
    if gender is None:
        return False
    other = _SHE.search(rest) if gender == "m" else _HE.search(rest)
    return other is not None and not _CAPITAL.search(rest[: other.start()])


_SHE = re.compile(r"\b(?:she|herself)\b")
_HE = re.compile(r"\b(?:he|himself)\b")
_CAPITAL = re.compile(r"[^\W\d_a-z]\w")


def _referent(sentence: Sentence, opening: Opening, referents: Referents) -> Entity | None:
    number = referents.find(sentence.index, opening)
    return None if number is None else referents.entity(number)


def _short(entity: Entity, pronoun: str, document: Document) -> str:
    """The name as an editor inserts it: the surname of a person, a possessive after his or her."""
    name = entity.short if entity.kind == PERSON else entity.name
    return _possessive(name, document) if pronoun.lower() in POSSESSIVE else name


def _possessive(name: str, document: Document) -> str:
    mark = "’" if "’" in document.article.text else "'"
    return name + (mark if name.endswith("s") else mark + "s")
