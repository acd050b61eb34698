"""A shallow parse, as far as capitals and word lists tell: subject and speaker of a sentence."""

from __future__ import annotations

import re
from typing import NamedTuple

from briefing.coreference.openings import QUOTES, SPEECH, Opening, analyse
from briefing.language.connectives import phrases
from briefing.language.entities import PERSON, Mention, Names
from briefing.language.gazetteer import spaced, tables
from briefing.language.patterns import LazyPattern
from briefing.model import Sentence

_SAYS_AFTER = re.compile(
    rf"(?:,? \([^()]{{1,40}}\)| ?<[^<>]*>)?(?:, [^,.]{{3,80}},)?"
    rf"(?: also| later| then| had| has| reportedly)* {SPEECH}\b(?! (?:for|to be)\b)"
)
_SAYS_BEFORE = re.compile(
    rf"(?:(?:^|[,\"”'’?!.…] ?)(?!told|tells|asked|asks){SPEECH}|[Aa]ccording to)"
    r" ((?:[\w’'&-]+ ){0,6})$"
)
# Where a clause that names the speaker may begin: at the start, a comma or a closing quotation.
_CLAUSE = re.compile(r"(?:^|[,:;\"”'’?!.…–-] |[\"”])((?:[\w’'&.-]+ )*)$")
ACTS = re.compile(
    rf" (?:also |now |then |later |reportedly |had |has )*(?:{SPEECH}|is|was|will|would|has|had|"
    r"became|denied|met|joined|left|resigned|faces|wants|hopes|plans|believes|\w+ed)\b"
)
"""What somebody or something named does, right after the name."""
ORGANISATION_VERB = LazyPattern(
    r" (?:also |now |already |still |currently |later |recently |first |then )?"
    rf"(?:{SPEECH}|plans?|planned|expects?|expected|hopes?|hoped|aims?|aimed|intends?|intended|"
    r"wants?|wanted|employs?|employed|owns?|owned|operates?|operated|runs?|sells?|sold|makes?|"
    r"made|produces?|produced|buys?|bought|acquired|agreed|signed|won|lost|posted|launched|opened|"
    r"hired|cut|raised|invested|denied|denies|refused|declined|called on|urged|urges|accused|"
    r"accuses|believes?|believed|faces|competes|blamed|forecasts?|turned down|set up|offers?|"
    r"offered|provides?|supplies|exports?|imports?|considered|considers|took up|calls for|"
    r"called for|declared|apologi[sz]ed|lends|trades|filed|paid|pays|spent|earned|cancelled|closed|"
    r"supports?|supported|backed|"
    r"has (?:said|agreed|signed|bought|sold|invested|opened|launched|cut|raised|posted|hired|"
    r"planned|promised|denied|refused|declined|also)|"
    r"is (?:planning|expected to|hoping|aiming|seeking|considering|looking to|trying to|also)|"
    r"will (?:buy|sell|open|launch|build|invest|hire|cut|also|pay|host|supply|provide|make|start))"
    r"\b"
)
"""What companies, bodies and countries do, and things do not: after a name or "it"."""
_VERBISH = frozenset(
    (
        "is", "are", "was", "were", "has", "have", "had", "will", "would", "can", "could", "may",
        "might", "should", "must", "said", "says", "told", "that", "which", "who", "to", "in", "on",
        "at", "for", "with", "by", "from", "of", "and", "but", "as", "than", "after", "before",
        "into", "over", "under", "about", "against", "between", "when", "while", "because",
    )
)  # fmt: skip
_UNNAMED = LazyPattern(
    rf"[,?!.…][\"”'’]* (?:(?:the|an?|one|his|her|their|its) ([\w '’-]{{2,50}}) {SPEECH}\b"
    rf"|{SPEECH} (?:the|an?|one|his|her) ([\w '’-]{{2,50}}))"
)
_WORDS = re.compile(r"[\w’'-]+|,")
_SINGLE_OPENS = re.compile(r"(?:^|(?<=[\s(]))['‘](?=\w)")
_SINGLE_CLOSES = re.compile(r"(?<=[\w.,!?…])['’](?=[\s.,;)]|$)")
_NOT_NOUN = _VERBISH - {"of", "for", "and", "but", "at", "in"}


class Subject(NamedTuple):
    """What a sentence is about: an entity, a pronoun, or a common noun (``noun``), or unknown."""

    entity: int | None = None
    pronoun: str = ""
    noun: str = ""
    several: bool = False


class Parser:
    """Subjects and speakers of the sentences of one article, given its names."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def acts(self, sentence: Sentence, number: int) -> bool:
        """Whether a whole name in ``sentence`` is followed by a verb, a comma or a bracket, or the
        sentence does not have the name (but its pronoun)."""
        text = spaced(sentence.text)
        for begin, end in self._free(sentence, number):
            if text[:begin].endswith(("'s ", "’s ", "' ")):
                return False
            verb = ACTS.match(text, end) or ORGANISATION_VERB.match(text, end)
            said = verb or _SAYS_BEFORE.search(text[:begin])
            return said is not None or text[end : end + 2] in {", ", " ("}
        return True

    def acts_as_body(self, sentence: Sentence, number: int) -> bool:
        """Whether the name is followed by what only companies, bodies and countries do."""
        text = spaced(sentence.text)
        return any(ORGANISATION_VERB.match(text, end) for _, end in self._free(sentence, number))

    def _free(self, sentence: Sentence, number: int) -> list[tuple[int, int]]:
        """The spans in the sentence's text of a name that is not a possessive."""
        start = sentence.start
        return [
            (m.start - start, m.end - start)
            for m in self._names.mentions[sentence.index]
            if m.entity == number and not m.possessive
        ]

    def speaker(self, sentence: Sentence) -> int | None:
        """Who says the sentence by name ("…, Esimov said"), if anybody."""
        text = spaced(sentence.text)
        for mention in self._names.mentions[sentence.index]:
            begin, end = mention.start - sentence.start, mention.end - sentence.start
            if mention.possessive:
                continue
            lead = text[:begin].removesuffix(mention.title + " " if mention.title else "")
            clause = _CLAUSE.search(lead)
            if clause is None or not _NOT_NOUN.isdisjoint(clause[1].lower().split()):
                continue
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
        """The subject that begins at ``at``: a name with what goes before it, or a common noun."""
        text = spaced(sentence.text)
        mention = self._mention_from(sentence, at)
        limit = at + 90
        if mention is not None:
            lead_in = len(mention.title) + 1 if mention.title else 0
            limit = min(limit, mention.start - sentence.start - lead_in)
        lead = _WORDS.findall(text[at:limit])
        stop = next((k for k in range(len(lead)) if _ends_noun_phrase(lead, k)), len(lead))
        if mention is None or stop < len(lead) or len(lead) > 6:
            return Subject(noun=_person_noun(lead[:stop]))
        return self._named(sentence, mention)

    def _named(self, sentence: Sentence, mention: Mention) -> Subject:
        """The subject of which ``mention`` is the first name."""
        text, table = spaced(sentence.text), tables()
        end = mention.end - sentence.start
        following = text[end + 1 :].split(" ", 1)[0].strip(",.")
        person = self._names.entities[mention.entity].kind == PERSON
        if mention.possessive or following in table.roles or following in table.people:
            owned = self._owned_by(sentence, mention)
            words = (
                _WORDS.findall(text[end + 2 : end + 60])[:3] if mention.possessive else [following]
            )
            return Subject(entity=owned, noun="" if owned is not None else _person_noun(words))
        if re.match(r" and [A-Z]", text[end : end + 6]):
            return Subject(several=True)
        if following in table.organisation_nouns or (following == "of" and not person):
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
        return next((m for m in self._names.mentions[sentence.index] if m.start >= start), None)


def breaks_off(sentence: Sentence) -> bool:
    """Whether the sentence leaves a quotation open, so that the next is still inside it."""
    return sentence.quote in {"open", "mid"} or leaves_open(sentence.text)


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


def unnamed_speaker(sentence: Sentence) -> bool:
    """Whether a person without a name says the sentence ("…, the driver said")."""
    match = _UNNAMED.search(spaced(sentence.text))
    return match is not None and _person_noun((match[1] or match[2]).split()) != ""


def names_person(sentence: Sentence) -> bool:
    """Whether a person is mentioned by a common noun in the singular ("the driver")."""
    table = tables()
    tokens = sentence.tokens
    if not (table.people.isdisjoint(tokens) and table.roles.isdisjoint(tokens)):
        return True
    if "-year-old" in sentence.text:
        return True
    return any(t.endswith(("man", "woman")) and t not in _NOT_PEOPLE for t in tokens)


_NOT_PEOPLE = frozenset(("German", "Roman", "human", "Oman", "Ottoman"))


def _skip_adverbial(text: str, at: int) -> int:
    """Where the subject begins after an adverbial opening that ends with a comma."""
    first = re.match(r"[\w’'-]+", text[at:])
    if first is None:
        return at
    word = first.group().lower()
    _, lists = phrases()
    if word in lists["starts"] or word in lists["participles"] or word.endswith("ing"):
        comma = text.find(", ", at, at + 160)
        return comma + 2 if comma > 0 else at
    return at


def _ends_noun_phrase(words: list[str], k: int) -> bool:
    """Whether ``words[k]`` is a verb, preposition or adverb rather than part of a subject."""
    word = words[k]
    if word.lower() in _VERBISH:
        return True
    plain = k > 0 and words[k - 1].lower() not in {"the", "a", "an"}
    return plain and word.islower() and word.endswith(("ed", "ly"))


def _person_noun(words: list[str]) -> str:
    """The last noun for a person among the words of a noun phrase, lower-cased, or ``""``."""
    table = tables()
    for word in reversed(words):
        low = word.lower().removesuffix("'s").removesuffix("’s")
        if low in table.roles or low in table.people or word in table.demonyms:
            return low
    return ""
