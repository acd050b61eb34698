"""Which name a pronoun stands for, or nothing when that is not sure.

After Hobbs (1978) and the salience order of Lappin and Leass (1994), cut down to what capitals,
word lists and punctuation can tell: the speaker or subject of the last sentence comes before
other names, gender and kind must agree, and a rival of equal standing makes the answer unsure.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice

from briefing.model import Document, Kind, Sentence
from briefing.names import (
    COUNTRY,
    ORGANISATION,
    PERSON,
    Entity,
    Mention,
    Names,
    find,
    spaced,
    tables,
)
from briefing.references.opening import PEOPLE, QUOTES, SINGLE, SPEECH, Opening, analyse

_SAYS_AFTER = re.compile(
    rf"(?:,? \([^()]{{1,40}}\)| ?<[^<>]*>)?(?:, [^,.]{{3,80}},)?"
    rf"(?: also| later| then| had| has| reportedly)* {SPEECH}\b(?! (?:for|to be)\b)"
)
_SAYS_BEFORE = re.compile(
    rf"(?:(?!told|tells|asked|asks){SPEECH}|[Aa]ccording to|quoted) ((?:[\w’'&-]+ ){{0,6}})$"
)
_ACTS = re.compile(
    rf" (?:also |now |then |later |reportedly |had |has )*(?:{SPEECH}|is|was|will|would|has|had|"
    r"became|denied|met|joined|left|resigned|faces|wants|hopes|plans|believes|\w+ed)\b"
)
_ORGANISATION_VERB = re.compile(
    rf" (?:also |now |already |still |currently |later |recently |first |then )?(?:{SPEECH}|plans?|planned|"
    r"expects?|expected|hopes?|hoped|aims?|aimed|intends?|intended|wants?|wanted|employs?|employed|"
    r"owns?|owned|operates?|operated|runs?|sells?|sold|makes?|made|produces?|produced|buys?|bought|"
    r"acquired|agreed|signed|won|lost|posted|launched|opened|hired|cut|raised|invested|"
    r"has (?:said|agreed|signed|bought|sold|invested|opened|launched|cut|raised|posted|hired|"
    r"planned|promised|denied|refused|declined|also)|denied|denies|refused|declined|promised|"
    r"called on|urged|urges|accused|accuses|believes?|believed|faces|competes|blamed|forecasts?|"
    r"is (?:planning|expected to|hoping|aiming|seeking|considering|looking to|trying to|also)|"
    r"will (?:buy|sell|open|launch|build|invest|hire|cut|also|pay|host|supply|provide|make|start)|"
    r"reported|reports|turned down|set up|offers?|offered|provides?|supplies|exports?|imports?|"
    r"considered|considers|took up|calls for|called for|declared|apologised|apologized|lends|trades|"
    r"filed|paid|pays|spent|earned|cancelled|closed|supports?|supported|backed)\b"
)
_VERBISH = frozenset(
    (
        "is", "are", "was", "were", "has", "have", "had", "will", "would", "can", "could", "may",
        "might", "should", "must", "said", "says", "told", "that", "which", "who", "to", "in", "on",
        "at", "for", "with", "by", "from", "of", "and", "but", "as", "than", "after", "before",
        "into", "over", "under", "about", "against", "between", "when", "while", "because",
    )
)  # fmt: skip
_SINGLE_OPENS = re.compile(r"(?:^|(?<=[\s(]))['‘](?=\w)")
_SINGLE_CLOSES = re.compile(r"(?<=[\w.,!?…])['’](?=[\s.,;)]|$)")
_PRONOUN = re.compile(r"\b(?:he|his|him|himself|she|her|herself|it|its|itself)\b")
_KIND_OF = PEOPLE | dict.fromkeys(SINGLE, "n")
# How many sentences back a referent may stand: of the given antecedents in the half that the rules
# were written on, 97% stand, or are taken up, within three.
_BACK = 3


@dataclass(frozen=True, slots=True)
class Subject:
    """What a sentence is about: an entity, a pronoun, or a common noun (``noun``), or unknown."""

    entity: int | None = None
    pronoun: str = ""
    noun: str = ""
    several: bool = False


class Referents:
    """The antecedent finder of one article; what it learns about names is computed when asked."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._names: Names | None = None
        self._known: dict[int, int | None] = {}
        self._genders: dict[int, str] = {}

    @property
    def names(self) -> Names:
        """The article's names, found at first use."""
        if self._names is None:
            self._names = find(self._document)
            self._vote()
        return self._names

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
        sentence = self._document.sentences[index]
        begin, end = opening.pronoun
        word = sentence.text[begin:end].lower()
        if word in PEOPLE:
            talks = opening.speaker or re.match(
                rf" (?:also |then |later )?{SPEECH}\b", sentence.text[end:]
            )
            return self._person(index, PEOPLE[word], talks is not None)
        if word in SINGLE:
            return self._thing(index, word, sentence.text[end:])
        return None

    def _vote(self) -> None:
        """Learn what a name is from sentences where it acts and pronouns of one kind follow."""
        names = self.names
        votes: dict[int, Counter[str]] = {}
        for sentence, mentions in zip(self._document.sentences, names.mentions, strict=True):
            for place, mention in enumerate(mentions):
                entity = names.entities[mention.entity]
                end = mention.end - sentence.start
                if entity.gender or mention.possessive or not _ACTS.match(sentence.text, end):
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
        rows = self._document.sentences
        group = rows[index].group
        found = (s for s in reversed(rows[:index]) if s.kind is Kind.CONTENT and s.group != group)
        return list(islice(found, _BACK))

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
            if any(self._perhaps_human(k) for k in numbers) or _names_person(sentence):
                return None
        return None

    def _choose(self, sentence: Sentence, gender: str, fits: set[int], talks: bool) -> int | None:
        """The entity in ``sentence``; -1 when somebody else may be meant; ``None``: nobody here."""
        if sentence.quote in {"open", "mid"} or leaves_open(sentence.text):
            return -1
        subject, speaker = self.subject(sentence), self.speaker(sentence)
        candidate = subject.entity
        if subject.several:
            return -1
        if subject.pronoun and PEOPLE.get(subject.pronoun) == gender:
            candidate = self._chain(sentence)
            if candidate is None:
                return -1
        if candidate is not None and not self._may_be(candidate, gender):
            if self._perhaps_human(candidate) and self.gender(candidate) == "":
                return -1
            candidate = None
        if speaker is not None and not self._may_be(speaker, gender):
            if talks and self.gender(speaker) in {"", "n"}:
                return -1
            speaker = None
        if speaker is not None:
            return self._speaks(speaker, candidate, subject, fits, talks)
        if candidate is not None:
            rivals = {k for k in fits if k != candidate and self.gender(k) == gender}
            return -1 if rivals and self.gender(candidate) != gender else candidate
        return self._others(sentence, subject, gender, fits)

    def _speaks(
        self, speaker: int, candidate: int | None, subject: Subject, fits: set[int], talks: bool
    ) -> int:
        if speaker == candidate or talks:
            return speaker
        alone = candidate is None and not subject.noun and fits <= {speaker}
        return speaker if alone else -1

    def _others(
        self, sentence: Sentence, subject: Subject, gender: str, fits: set[int]
    ) -> int | None:
        """Somebody who neither speaks nor is a named subject: an office known by name, or the only
        person there."""
        if subject.noun:
            entities = self.names.entities
            owners = [k for k in range(len(entities)) if subject.noun in entities[k].roles]
            if len(owners) > 1:
                owners = self._of_nation(owners, sentence)
            return owners[0] if len(owners) == 1 and self._may_be(owners[0], gender) else -1
        if len(fits) == 1:
            only = next(iter(fits))
            unnamed = _names_person(sentence)
            return only if self.gender(only) == gender and not unnamed else -1
        return -1 if fits else None

    def _of_nation(self, owners: list[int], sentence: Sentence) -> list[int]:
        """Of several presidents, those who are not another nation's than "the Kazakh President"."""
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
        before = self._before(index)
        if not before or (word == "it" and not _ORGANISATION_VERB.match(rest)):
            return None
        sentence = before[0]
        if sentence.quote in {"open", "mid"} or leaves_open(sentence.text):
            return None
        subject, speaker = self.subject(sentence), self.speaker(sentence)
        candidate = subject.entity
        if speaker is not None and speaker != candidate:
            talks = word == "it" and re.match(rf" (?:also )?{SPEECH}\b", rest)
            if not talks:
                return None
            candidate = speaker
        if subject.pronoun == "it":
            candidate = self._chain(sentence)
        if candidate is None or subject.several:
            return None
        entity = self.entity(candidate)
        sure = entity.kind in {ORGANISATION, COUNTRY} or self.gender(candidate) == "n"
        if entity.kind == "" and not sure:
            sure = any(
                m.entity == candidate
                and not m.possessive
                and _ORGANISATION_VERB.match(sentence.text, m.end - sentence.start)
                for m in self.names.mentions[sentence.index]
            )
        return candidate if sure and self.gender(candidate) in {"", "n"} else None

    def speaker(self, sentence: Sentence) -> int | None:
        """Who says the sentence by name ("…, Esimov said"), if anybody."""
        text = spaced(sentence.text)
        for mention in self.names.mentions[sentence.index]:
            begin, end = mention.start - sentence.start, mention.end - sentence.start
            if mention.possessive:
                continue
            lead = text[:begin].removesuffix(mention.title + " " if mention.title else "")
            tail = end + (text.startswith(", ", end) and lead.endswith(", "))
            if _SAYS_AFTER.match(text, tail) and not lead.endswith(
                (" of ", " for ", " at ", " and ")
            ):
                return mention.entity
            said = _SAYS_BEFORE.search(lead)
            if said and _VERBISH.isdisjoint(said[1].lower().split()):
                return mention.entity
        return None

    def subject(self, sentence: Sentence) -> Subject:
        """The grammatical subject, as far as the words before the verb tell."""
        text = spaced(sentence.text)
        opening = analyse(text, sentence.body - sentence.start)
        if opening.pronoun is not None and not opening.speaker:
            return Subject(pronoun=text[slice(*opening.pronoun)].lower())
        at = max(opening.cut, sentence.body - sentence.start)
        if text[at : at + 1] in QUOTES:
            return self._quoted(sentence, opening)
        at = _skip_adverbial(text, at)
        return self._noun_phrase(sentence, at)

    def _quoted(self, sentence: Sentence, opening: Opening) -> Subject:
        """The subject of a quotation is its speaker."""
        if opening.speaker and opening.pronoun is not None:
            return Subject(pronoun=sentence.text[slice(*opening.pronoun)].lower())
        return Subject(entity=self.speaker(sentence))

    def _noun_phrase(self, sentence: Sentence, at: int) -> Subject:
        text = spaced(sentence.text)
        table = tables()
        mention = self._mention_from(sentence, at)
        limit = mention.start - sentence.start if mention else len(text)
        if mention and mention.title:
            limit -= len(mention.title) + 1
        lead = re.findall(r"[\w’'-]+|,", text[at : min(limit, at + 90)])
        stop = next((k for k, w in enumerate(lead) if w.lower() in _VERBISH), len(lead))
        if mention is None or stop < len(lead) or len(lead) > 6:
            noun = _person_noun(lead[:stop])
            return Subject(noun=noun)
        end = mention.end - sentence.start
        if mention.possessive:
            owned = self._owned_by(sentence, mention)
            if owned is not None:
                return Subject(entity=owned)
            owned_by = re.findall(r"[\w’'-]+|,", text[end + 2 : end + 60])
            return Subject(noun=_person_noun(owned_by[:3]))
        if re.match(r" and [A-Z]", text[end : end + 6]):
            return Subject(several=True)
        following = text[end + 1 :].split(" ", 1)[0].strip(",.")
        if following in table.roles or following in table.people:
            owned = self._owned_by(sentence, mention)
            return Subject(entity=owned, noun="" if owned is not None else following)
        if following in table.organisation_nouns:
            return Subject()
        return Subject(entity=mention.entity)

    def _owned_by(self, sentence: Sentence, owner: Mention) -> int | None:
        """Who follows a possessive and an office: "Jo's lawyer Ann Lee", "X's head, Ann Lee,"."""
        later = self._mention_from(sentence, owner.end - sentence.start)
        if later is None:
            return None
        between = sentence.text[owner.end - sentence.start : later.start - sentence.start]
        words = re.findall(r"[\w-]+", between.removeprefix("'s").removeprefix("’s"))
        short = 0 < len(words) <= 5 and _VERBISH.isdisjoint(words)
        return later.entity if short and _person_noun(words[-1:]) else None

    def _mention_from(self, sentence: Sentence, at: int) -> Mention | None:
        start = sentence.start + at
        return next((m for m in self.names.mentions[sentence.index] if m.start >= start), None)


def leaves_open(text: str) -> bool:
    """Whether a quotation that begins in ``text`` does not end in it.

    >>> leaves_open("He admitted: ‘The lads like him."), leaves_open("“Yes,” it’s said.")
    (True, False)
    """
    if text.count('"') % 2 or text.rfind("“") > text.rfind("”"):
        return True
    opened = max((m.start() for m in _SINGLE_OPENS.finditer(text)), default=-1)
    closed = max((m.start() for m in _SINGLE_CLOSES.finditer(text)), default=-1)
    return opened > closed


def _names_person(sentence: Sentence) -> bool:
    """Whether a person is mentioned by a common noun in the singular ("the driver")."""
    table = tables()
    tokens = sentence.tokens
    return not (table.people.isdisjoint(tokens) and table.roles.isdisjoint(tokens))


def _skip_adverbial(text: str, at: int) -> int:
    """Where the subject begins after an adverbial opening that ends with a comma."""
    from briefing.references.opening import phrases

    first = re.match(r"[\w’'-]+", text[at:])
    if first is None:
        return at
    word = first.group().lower()
    _, lists = phrases()
    if word in lists["starts"] or word in lists["participles"] or word.endswith("ing"):
        comma = text.find(", ", at, at + 160)
        return comma + 2 if comma > 0 else at
    return at


def _person_noun(words: list[str]) -> str:
    """The last noun for a person among the words of a noun phrase, lower-cased, or ``""``."""
    table = tables()
    for word in reversed(words):
        low = word.lower().removesuffix("'s").removesuffix("’s")
        if low in table.roles or low in table.people:
            return low
    return ""
