"""Which name a pronoun stands for, or nothing when that is not sure.

After Hobbs (1978) and the salience order of Lappin and Leass (1994), cut down to what capitals,
word lists and punctuation can tell: the speaker or subject of the last sentence comes before
other names, gender and kind must agree, and a rival of equal standing makes the answer unsure.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice

from briefing.coreference.openings import POSSESSIVE, SPEECH, Opening, analyse
from briefing.coreference.shallow_parse import (
    ACTS,
    ORGANISATION_VERB,
    Parser,
    Subject,
    breaks_off,
    leaves_open,
    names_person,
    unnamed_speaker,
)
from briefing.language.connectives import PEOPLE, SINGLE
from briefing.language.entities import COUNTRY, ORGANISATION, PERSON, Entity, Names, find
from briefing.language.gazetteer import spaced, tables
from briefing.model import Document, Kind, Sentence

_TALKS = re.compile(rf"(?: also| then| later| has also)? {SPEECH}\b")
_KIND_OF = PEOPLE | dict.fromkeys(SINGLE, "n")
_MEETING = re.compile(r"\b(?:met|meets|meeting|talks|spoke|spoken|negotiated|discussed)\b")
_THE_OFFICE = re.compile(r"\bthe\s([a-z]+)\b")
_ANSWERS = re.compile(
    r"\s(?:replied|answered|responded|retorted|agreed|refused|declined|accepted)\b"
)
_WORD = re.compile(r"[^\W\d_]+")
_WHICH_ONE = r"\s(?:for|of|at|with|from|in)\b"
_IT_SAID = re.compile(r"[,”\"’']\s(?:it|they)\s(?:said|says|added|reported)\b")
_PRONOUN = re.compile(r"\b(?:he|his|him|himself|she|her|herself|it|its|itself)\b")
# How many sentences back a referent may stand: of the given antecedents in the half that the rules
# were written on, 97% stand, or are taken up, within three.
_BACK = 3
# Words before a possessive in an opening ("By his count"): farther in, it more often points ahead.
_NEAR = 3
_UNSURE = -1


class Referents:
    """The antecedent finder of one article; what it learns about names is computed when asked.

    ``text`` is that of the article with plain blanks (:func:`spaced`).
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = spaced(document.article.text)
        self._names: Names | None = None
        self._parser: Parser | None = None
        self._known: dict[int, int | None] = {}
        self._genders: dict[int, str] = {}

    @property
    def names(self) -> Names:
        """The article's names, found at first use."""
        if self._names is None:
            self._names = find(self.document)
            self._vote()
        return self._names

    @property
    def parser(self) -> Parser:
        """The shallow parser over the article's names."""
        if self._parser is None:
            self._parser = Parser(self.names)
        return self._parser

    def entity(self, number: int) -> Entity:
        """The entity with this number."""
        return self.names.entities[number]

    def gender(self, number: int) -> str:
        """``m``, ``f`` or ``""`` of an entity, by its name or by pronouns after it; ``n`` when
        pronouns say that it is a thing."""
        return self.entity(number).gender or self._genders.get(number, "")

    def find(self, index: int, opening: Opening) -> int | None:
        """The entity that the opening's pronoun in sentence ``index`` stands for, if sure."""
        assert opening.pronoun is not None
        sentence = self.document.sentences[index]
        begin, end = opening.pronoun
        word = sentence.text[begin:end].lower()
        near = sentence.text.count(" ", opening.cut, begin) < _NEAR
        if not near and word in POSSESSIVE:
            return None
        if word in PEOPLE:
            return self._people(index, opening, word)
        if word in SINGLE:
            return self._thing(index, word, sentence.text[end:])
        return None

    def _people(self, index: int, opening: Opening, word: str) -> int | None:
        """The person that "he", "she", "his" or "her" stands for, if sure."""
        assert opening.pronoun is not None
        sentence, (begin, end) = self.document.sentences[index], opening.pronoun
        before = self._before(index)
        if not before or breaks_off(before[0]):  # tested first, since it needs no names
            return None
        talks = opening.speaker or _TALKS.match(sentence.text, end) is not None
        chosen = self._person(index, PEOPLE[word], talks)
        if chosen is None or self._named_again(chosen, word, sentence.text[end:]):
            return None
        if opening.speaker and self._spoken_of(sentence, begin, PEOPLE[word]):
            return chosen if self.parser.speaker(before[0]) == chosen else None
        return chosen

    def _named_again(self, number: int, word: str, rest: str) -> bool:
        """Whether the sentence goes on to mention the pronoun's candidate by name or office, so
        that the pronoun means somebody else; or whether it answers somebody."""
        if word in POSSESSIVE:
            return False
        entity = self.entity(number)
        words = {w.lower() for w in _WORD.findall(rest)}
        surname = entity.name.split()[-1].lower() if entity.name else ""
        offices = {m[1].lower() for m in _THE_OFFICE.finditer(rest)}
        roles = {role.lower() for role in entity.roles}
        return surname in words or bool(offices & roles) or _ANSWERS.match(rest) is not None

    def _spoken_of(self, sentence: Sentence, end: int, gender: str) -> bool:
        """Whether the quotation itself speaks of somebody of that gender: then whom the sentence
        before is about may be the one spoken of."""
        rows = self.document.sentences[: sentence.index]
        texts = [s.text for s in rows if s.group == sentence.group] + [sentence.text[:end]]
        words = _PRONOUN.findall(" ".join(texts).lower())
        return any(PEOPLE.get(word) == gender for word in words)

    def _vote(self) -> None:
        """Learn what a name is from sentences where it acts and pronouns of one kind follow."""
        names = self.names
        votes: dict[int, Counter[str]] = {}
        for sentence, mentions in zip(self.document.sentences, names.mentions, strict=True):
            for place, mention in enumerate(mentions):
                entity = names.entities[mention.entity]
                end = mention.end - sentence.start
                article = self.text[: mention.start].endswith(("The ", "the "))
                if (
                    article
                    or entity.gender
                    or mention.possessive
                    or not ACTS.match(sentence.text, end)
                ):
                    continue
                stop = len(sentence.text)
                if place + 1 < len(mentions):
                    stop = mentions[place + 1].start - sentence.start
                rest = sentence.text[end:stop]
                kinds = {_KIND_OF[word] for word in _PRONOUN.findall(rest)}
                if len(kinds) == 1:
                    votes.setdefault(mention.entity, Counter())[kinds.pop()] += 1
        for number, count in votes.items():
            if len(count) == 1:
                self._genders[number] = next(iter(count))

    def _before(self, index: int) -> list[Sentence]:
        """The content sentences before ``index`` and its quotation, nearest first, at most
        :data:`_BACK`."""
        rows = self.document.sentences
        group = rows[index].group
        earlier = (s for s in reversed(rows[:index]) if s.kind is Kind.CONTENT and s.group != group)
        return list(islice(earlier, _BACK))

    def _may_be(self, number: int, gender: str) -> bool:
        return self._human(number) and self.gender(number) in {"", gender}

    def _human(self, number: int) -> bool:
        """Known to be a person, by evidence or by pronouns."""
        kind, gender = self.entity(number).kind, self.gender(number)
        return (kind == PERSON and gender != "n") or (kind == "" and gender in {"m", "f"})

    def _perhaps_human(self, number: int) -> bool:
        return self.entity(number).kind in {PERSON, ""} and self.gender(number) != "n"

    def _person(self, index: int, gender: str, talks: bool) -> int | None:
        for sentence in self._before(index):
            numbers = {m.entity for m in self.names.mentions[sentence.index]}
            fits = {k for k in numbers if self._may_be(k, gender)}
            chosen = self._choose(sentence, gender, fits, talks)
            if chosen is not None:
                return chosen if chosen >= 0 else None
            if any(self._perhaps_human(k) for k in numbers) or names_person(sentence):
                return None
        return None

    def _choose(self, sentence: Sentence, gender: str, fits: set[int], talks: bool) -> int | None:
        """The entity in ``sentence``; -1 when somebody else may be meant; ``None``: nobody here."""
        subject, speaker = self.parser.subject(sentence), self.parser.speaker(sentence)
        candidate = subject.entity
        if subject.pronoun and PEOPLE.get(subject.pronoun) == gender:
            candidate = self._chain(sentence)
            if candidate is None:
                return _UNSURE
        if subject.several or breaks_off(sentence) or self._unclear(candidate):
            return _UNSURE
        if speaker is not None and not self._may_be(speaker, gender):
            if talks or self._unclear(speaker):
                return _UNSURE
            speaker = None
        if candidate is not None and not self._may_be(candidate, gender):
            candidate = None
        if talks and speaker is None and unnamed_speaker(sentence):
            return _UNSURE
        if speaker is None and candidate is None:
            return self._others(sentence, subject, gender, fits)
        rest = fits - {candidate, speaker}
        meeting = _MEETING.search(sentence.text) is not None
        return self._prominent(speaker, candidate, subject, rest, talks, meeting)

    def _prominent(
        self,
        speaker: int | None,
        candidate: int | None,
        subject: Subject,
        rest: set[int],
        talks: bool,
        meeting: bool,
    ) -> int:
        """The speaker or the subject, if it is the only person or better known than the others. A
        subject among several counts only where they meet, because the person charged or hosted may
        be meant as well."""
        if speaker is not None:
            alone = candidate is None and not subject.noun and not rest
            return speaker if talks or alone or (speaker == candidate and not rest) else _UNSURE
        assert candidate is not None
        known = self.gender(candidate) != "" or all(self.gender(k) == "" for k in rest)
        return candidate if known and (meeting or not rest) else _UNSURE

    def _unclear(self, number: int | None) -> bool:
        """A name that may be a person's or may not."""
        if number is None or self._human(number):
            return False
        return self.entity(number).kind == "" and self.gender(number) == ""

    def _others(
        self, sentence: Sentence, subject: Subject, gender: str, fits: set[int]
    ) -> int | None:
        """Somebody who neither speaks nor is a named subject: an office known by name, or the only
        person there."""
        if subject.noun:
            if _one_of_many(subject.noun, sentence.text):
                return _UNSURE
            entities = self.names.entities
            rows = self.names.mentions[: sentence.index + 1]
            named = dict.fromkeys(m.entity for row in rows for m in row)
            owners = [k for k in named if subject.noun in entities[k].roles]
            if len(owners) > 1:
                owners = self._of_nation(owners, sentence)
            return owners[0] if len(owners) == 1 and self._may_be(owners[0], gender) else _UNSURE
        if len(fits) == 1:
            only = next(iter(fits))
            sure = self.gender(only) == gender and not names_person(sentence)
            return only if sure and self._first(sentence, only, gender) else _UNSURE
        return _UNSURE if fits else None

    def _first(self, sentence: Sentence, number: int, gender: str) -> bool:
        """Whether the name stands free in the sentence, outside quotations and before any pronoun
        of its gender (which would be somebody else)."""
        mention = next(m for m in self.names.mentions[sentence.index] if m.entity == number)
        before = sentence.text[: mention.start - sentence.start]
        pronouns = {PEOPLE.get(word) for word in _PRONOUN.findall(before.lower())}
        return not mention.possessive and gender not in pronouns and not leaves_open(before)

    def _of_nation(self, owners: list[int], sentence: Sentence) -> list[int]:
        """Of several presidents, those who do not belong to another nation than "the Kazakh
        President"."""
        table = tables()
        nation = next((t for t in sentence.tokens[:4] if t in table.demonyms), "")
        other = set()
        for mention in (m for row in self.names.mentions for m in row):
            words = set(mention.title.split()) & table.demonyms
            if words and nation not in words:
                other.add(mention.entity)
        return [k for k in owners if k not in other] if nation else owners

    def _chain(self, sentence: Sentence) -> int | None:
        """Who the pronoun that opens ``sentence`` is."""
        if sentence.index not in self._known:
            self._known[sentence.index] = None
            opening = analyse(sentence.text, sentence.body - sentence.start)
            if opening.pronoun is not None and not opening.quoted:
                self._known[sentence.index] = self.find(sentence.index, opening)
        return self._known[sentence.index]

    def _thing(self, index: int, word: str, rest: str) -> int | None:
        """Company, body or country: only the subject or speaker of the last sentence."""
        before = self._before(index)
        if not before or (word == "it" and not ORGANISATION_VERB.match(rest)):
            return None
        sentence = before[0]
        if breaks_off(sentence):
            return None
        subject, speaker = self.parser.subject(sentence), self.parser.speaker(sentence)
        talks = word == "it" and _TALKS.match(rest) is not None
        if talks and _IT_SAID.search(sentence.text):
            return None  # the one who speaks there goes on, and need not be its subject
        says = speaker is not None and talks
        candidate = self._chain(sentence) if subject.pronoun == "it" else subject.entity
        if speaker is not None and speaker != candidate:
            candidate = speaker if says else None
        if candidate is None or subject.several:
            return None
        alone = says or not self._rivalled(sentence, candidate)
        sure = (
            alone and self.parser.acts(sentence, candidate) and self._is_body(candidate, sentence)
        )
        return candidate if sure else None

    def body_before(self, index: int) -> int | None:
        """The company, body or country that is the subject of the sentence before, if sure."""
        before = self._before(index)
        if not before or breaks_off(before[0]):
            return None
        subject = self.parser.subject(before[0])
        number = self._chain(before[0]) if subject.pronoun == "it" else subject.entity
        if number is None or subject.several or self._rivalled(before[0], number):
            return None
        acts = self.parser.acts(before[0], number) and self._is_body(number, before[0])
        return number if acts else None

    def _is_body(self, number: int, sentence: Sentence) -> bool:
        """Whether a name is that of a body, by its kind, its pronouns or what it does here."""
        kind, gender = self.entity(number).kind, self.gender(number)
        if gender in {"m", "f"} or kind not in {ORGANISATION, COUNTRY, ""}:
            return False
        return kind != "" or gender == "n" or self.parser.acts_as_body(sentence, number)

    def _rivalled(self, sentence: Sentence, candidate: int) -> bool:
        """Whether the sentence names another thing that is no place."""
        return any(
            m.entity != candidate
            and self.entity(m.entity).kind in {ORGANISATION, COUNTRY, ""}
            and self.gender(m.entity) not in {"m", "f"}
            for m in self.names.mentions[sentence.index]
        )


def _one_of_many(office: str, text: str) -> bool:
    """Whether a sentence tells of somebody with an office, not of the one whom the article names:
    "a spokesman", "the spokesman for the mine"."""
    anyone = rf"\b(?:[Aa]n?|[Aa]nother|[Oo]ne)\s(?:[\w’'-]+\s){{0,3}}{re.escape(office)}\b"
    return re.search(rf"{anyone}|\b{re.escape(office)}{_WHICH_ONE}", text) is not None
