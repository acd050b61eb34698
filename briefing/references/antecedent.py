"""Which name a pronoun stands for, or nothing when that is not sure.

After Hobbs (1978) and the salience order of Lappin and Leass (1994), cut down to what capitals,
word lists and punctuation can tell: the speaker or subject of the last sentence comes before
other names, gender and kind must agree, and a rival of equal standing makes the answer unsure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefing.model import Document, Kind, Sentence
from briefing.names import COUNTRY, ORGANISATION, PERSON, Entity, Mention, Names, find, tables
from briefing.references.opening import PEOPLE, QUOTES, SINGLE, SPEECH, Opening, analyse

_SAYS_AFTER = re.compile(
    rf"(?:,? \(?[^,]{{0,60}}?,)?(?: also| later| then| had| has)? {SPEECH}\b|, [^,.]{{3,70}}, {SPEECH}\b"
)
_SAYS_BEFORE = re.compile(rf"(?:{SPEECH}|[Aa]ccording to|quoted) (?:[\w’'&-]+ ){{0,6}}$")
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
        """``m``, ``f`` or ``""`` of an entity, by its name or by pronouns after it."""
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
        """Learn genders from sentences with one possible person and pronouns of one gender."""
        names = self._names
        assert names is not None
        votes: dict[int, list[int]] = {}
        for sentence, mentions in zip(self._document.sentences, names.mentions, strict=True):
            people = [m for m in mentions if names.entities[m.entity].kind in {PERSON, ""}]
            if len({m.entity for m in people}) != 1 or names.entities[people[0].entity].gender:
                continue
            rest = sentence.text[people[0].end - sentence.start :]
            he = len(re.findall(r"\b(?:he|his|him|himself)\b", rest))
            she = len(re.findall(r"\b(?:she|her|herself)\b", rest))
            if he and not she or she and not he:
                count = votes.setdefault(people[0].entity, [0, 0])
                count[0] += he
                count[1] += she
        for number, (he, she) in votes.items():
            if he and not she or she and not he:
                self._genders[number] = "m" if he else "f"

    def _before(self, index: int) -> list[Sentence]:
        """The content sentences before ``index``, nearest first, at most :data:`_BACK`."""
        rows = self._document.sentences[:index]
        return [s for s in reversed(rows) if s.kind is Kind.CONTENT][:_BACK]

    def _may_be(self, number: int, gender: str) -> bool:
        entity = self.entity(number)
        own = self.gender(number)
        if entity.kind == PERSON:
            return own in {"", gender}
        return entity.kind == "" and own == gender

    def _person(self, index: int, gender: str, talks: bool) -> int | None:
        for back, sentence in enumerate(self._before(index)):
            mentions = self.names.mentions[sentence.index]
            fits = {m.entity for m in mentions if self._may_be(m.entity, gender)}
            subject = self.subject(sentence)
            speaker = self.speaker(sentence)
            if speaker is not None and not self._possible(speaker, gender):
                speaker = None
            chosen = self._choose(sentence, gender, subject, speaker, fits, talks)
            if chosen is not None:
                return chosen if chosen >= 0 and (back == 0 or len(fits) <= 1) else None
            if fits:
                return None
        return None

    def _possible(self, number: int, gender: str) -> bool:
        """As :meth:`_may_be`, for one who acts as a person does (speaks): kind may be unknown."""
        entity = self.entity(number)
        return entity.kind in {PERSON, ""} and self.gender(number) in {"", gender}

    def _choose(
        self,
        sentence: Sentence,
        gender: str,
        subject: Subject,
        speaker: int | None,
        fits: set[int],
        talks: bool,
    ) -> int | None:
        """The entity in ``sentence``; -1 when somebody unnamed may be meant; ``None``: look on."""
        if subject.several:
            return -1
        candidate = subject.entity
        if candidate is not None and not self._may_be(candidate, gender):
            candidate = None
        if subject.pronoun and PEOPLE.get(subject.pronoun) == gender:
            candidate = self._chain(sentence)
            if candidate is None:
                return -1
        if speaker is not None and candidate is not None and speaker != candidate:
            return speaker if talks else -1
        if speaker is not None:
            return speaker if subject.noun == "" or talks or len(fits) == 1 else -1
        if candidate is not None:
            rivals = {k for k in fits if k != candidate and self.gender(k) == gender}
            return -1 if rivals and self.gender(candidate) != gender else candidate
        if subject.noun:
            owners = [
                k for k in range(len(self.names.entities)) if subject.noun in self.entity(k).roles
            ]
            return owners[0] if len(owners) == 1 and self._may_be(owners[0], gender) else -1
        if len(fits) == 1:
            only = next(iter(fits))
            return only if self.gender(only) == gender else -1
        return None

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
        subject = self.subject(sentence)
        candidate = subject.entity
        if subject.pronoun == "it":
            candidate = self._chain(sentence)
        if candidate is None or subject.several:
            return None
        entity = self.entity(candidate)
        if entity.kind not in {ORGANISATION, COUNTRY, ""} or self.gender(candidate):
            return None
        return candidate

    def speaker(self, sentence: Sentence) -> int | None:
        """Who says the sentence by name ("…, Esimov said"), if anybody."""
        text = sentence.text
        for mention in self.names.mentions[sentence.index]:
            begin, end = mention.start - sentence.start, mention.end - sentence.start
            if mention.possessive:
                continue
            lead = text[:begin].removesuffix(mention.title + " " if mention.title else "")
            if _SAYS_AFTER.match(text, end) and not lead.endswith(
                (" of ", " for ", " at ", " and ")
            ):
                return mention.entity
            if _SAYS_BEFORE.search(lead) and lead.rstrip()[-1:] != ":":
                return mention.entity
        return None

    def subject(self, sentence: Sentence) -> Subject:
        """The grammatical subject, as far as the words before the verb tell."""
        text = sentence.text
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
        text = sentence.text
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
            following = re.findall(r"[\w’'-]+|,", text[end + 2 : end + 60])
            return Subject(noun=_person_noun(following[:3]))
        if re.match(r" and [A-Z]", text[end : end + 6]):
            return Subject(several=True)
        following = text[end + 1 :].split(" ", 1)[0].strip(",.")
        if following in table.organisation_nouns or following in table.roles | table.people:
            return Subject(noun=following if following not in table.organisation_nouns else "")
        return Subject(entity=mention.entity)

    def _mention_from(self, sentence: Sentence, at: int) -> Mention | None:
        start = sentence.start + at
        return next((m for m in self.names.mentions[sentence.index] if m.start >= start), None)


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
