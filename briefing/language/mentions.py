"""Candidates for names: runs of capitalised words, each trimmed and weighed by its evidence.

:mod:`briefing.language.entities` links and types them; nothing else needs this module.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from briefing.language.gazetteer import Tables, spaced
from briefing.language.tokens import function_words
from briefing.model import Sentence

_UP = "".join(chr(c) for c in (*range(0x41, 0x250), *range(0x370, 0x530)) if chr(c).isupper())
_TITLE_STOPS = "Mr|Mrs|Ms|Dr|Prof|Gen|Col|Sen|Gov|Rep|Rev|Capt|Lt|Sgt|St|Maj|Adm|Cmdr"
_WORD = (
    rf"(?:(?:{_TITLE_STOPS})\.|(?:[{_UP}]\.)+(?=[\s,’')-]|$)"
    rf"|(?:(?:[Aa]l|[Ee]l|d|O|D)[-’'])?[{_UP}]\w*(?:[.’'&-]\w+)*)"
)
_LINK = (
    r"(?:(?:of|for) (?:the )?|(?:de|da|do|dos|del|della|di|du|van|von|der|den|ten|la|le|bin|ibn|"
    r"bint|abu|ben) (?:la |los |der |den )?|& )?"
)
# The first test is the cheapest: few words begin as a name may.
NAME = re.compile(
    rf"(?=[{_UP}aed])(?<![\w.@-])(?<!\d ){_WORD}(?:(?<!['’]s)(?<!s['’]) {_LINK}{_WORD})*"
)

_AFTER_PERSON = re.compile(
    r", (?:aged )?\d{1,3}[,.]| \(\d{1,2}\)|, (?:who|whose)\b|,? himself\b|,? herself\b"
)
_AFTER_ROLE = re.compile(r", (?:(?:an?|the|its|his|her|their) )?((?:[\w’'-]+ ){0,4}?)([a-z-]+)\b")


@dataclass(slots=True)
class Raw:
    """A mention before its entity is known, with what its surroundings say about it."""

    sentence: int
    start: int
    text: str
    words: list[str]
    title: str
    possessive: bool
    first: bool
    person: int = 0
    organisation: int = 0
    place: int = 0
    gender: str = ""
    roles: set[str] = field(default_factory=set)


def scan(sentence: Sentence, table: Tables, words_there: set[str]) -> Iterator[Raw]:
    """The candidates of a sentence in order; ``words_there`` are the article's words, by which an
    ordinary word at the beginning, one that is there in lower case, is told from a name."""
    text = spaced(sentence.text)
    body = sentence.body - sentence.start
    opens = True
    for match in NAME.finditer(text, body):
        at = match.start()
        words = match.group().split(" ")
        opens = opens and not text[body:at].strip("\"“‘'«( ")
        if opens and words[0] not in table.titles:
            plain = words[0].lower()
            common = plain in words_there or plain in table.openers or plain in table.people
            if common or plain in function_words("en"):
                at += len(words[0]) + 1
                words = words[1:]
                opens = False
        for part in _parts(words, table):
            raw = _trim(sentence, at, part, table)
            at += len(" ".join(part)) + 1
            if raw is not None:
                raw.first = opens
                _weigh(raw, sentence, table)
                yield raw
            opens = False


# Contractions, lone initials and plural abbreviations ("I'm", "A. A", "MPs").
_NO_NAME = re.compile(r"I['’]\w+|(?:[A-Z]\.? ?){1,2}|[A-Z]{2,}s|\w[.]")
_LED = ("-based", "-born", "-owned", "-led", "-backed", "-listed", "-trained")
_OFFICES = ("oner", "tor", "ter", "ger", "der", "ist", "ant", "ary", "ief", "cer")
_JOINTS = frozenset(("of", "for", "the", "&"))


def _parts(words: list[str], table: Tables) -> Iterator[list[str]]:
    """Split a run at "of" unless an office or institution precedes it; joints stay as parts of
    their own."""
    if _JOINTS.isdisjoint(words):
        if words:
            yield words
        return
    begin = 0
    for k, word in enumerate(words):
        joint = word in {"of", "for"}
        if (
            joint
            and k
            and (
                words[k - 1] in table.joins_of
                or words[k - 1] in table.organisations
                or words[k - 1] in table.titles
            )
        ):
            continue
        if joint or (word in _JOINTS and k == begin):
            if k > begin:
                yield words[begin:k]
            yield [word]
            begin = k + 1
    if begin < len(words):
        yield words[begin:]


def _trim(sentence: Sentence, at: int, words: list[str], table: Tables) -> Raw | None:
    """Split the title from the name and drop the possessive; ``None`` when no name is left."""
    if words[0] in _JOINTS:
        return None
    cut = _title_length(words, table) if len(words) > 1 else 0
    title = " ".join(words[:cut])
    at += len(title) + 1 if cut else 0
    words = words[cut:]
    name = " ".join(words)
    possessive = name.endswith(("'s", "’s"))
    if possessive:
        name = name[:-2]
        words[-1] = words[-1][:-2]
    if _no_name(name, words, table):
        return None
    return Raw(sentence.index, sentence.start + at, name, words, title, possessive, first=False)


def _no_name(name: str, words: list[str], table: Tables) -> bool:
    """Whether the capitals are not those of a name: dates, nationalities, offices, contractions."""
    if name in table.dates or name in table.demonyms or _NO_NAME.fullmatch(name):
        return True
    if len(words) == 1:
        return name in table.titles
    office = words[0] in table.titles and words[1] == "of" and len(words) > 2
    bare = words[-1] in table.titles and words[-1] not in table.given
    return office or bare or words[0] in table.dates


def _title_length(words: list[str], table: Tables) -> int:
    """How many leading words are title, office or nationality of the person named after them."""
    cut = _office_length(words, table) or _titled(words, table)
    if cut:
        return cut
    for cut in range(1, len(words) - 1):
        if words[cut] in table.given and words[cut - 1].endswith(_OFFICES):
            return cut
    if words[0].endswith(_LED):
        return 1
    if not (table.organisations.isdisjoint(words) and table.things.isdisjoint(words)):
        return 0
    if len(words) > 2 and " ".join(words[:2]) in table.demonyms:
        return 2
    return int(words[0] in table.demonyms)


def _titled(words: list[str], table: Tables) -> int:
    """The end of the last title that a name follows, or 0."""
    for cut in range(len(words) - 1, 0, -1):
        title, rest = words[cut - 1], words[cut:]
        if title not in table.titles or rest[0] in _JOINTS:
            continue
        if cut == 1 and (
            title in table.given
            or (title in table.weak_titles and len(rest) < 2 and rest[0] not in table.given)
        ):
            continue
        if table.organisations.isdisjoint(rest) or rest[-1] in table.titles:
            return cut
    return 0


def _office_length(words: list[str], table: Tables) -> int:
    """The length of an office with its field before a name: "Secretary of State" + a name."""
    for k in range(1, len(words) - 2):
        if words[k] == "of" and words[k - 1] in table.titles and words[k + 1] in table.departments:
            return k + 2
    return 0


def _weigh(raw: Raw, sentence: Sentence, table: Tables) -> None:
    """Collect evidence of kind and gender from the name's own words.

    The points are an order of trust, not a fit: a title or given name (3-4) outweighs the number
    of words (1), a listed country (6) outweighs all.
    """
    words, name = raw.words, raw.text
    office = [w for w in raw.title.split() if w in table.titles]
    if office:
        raw.person += 4
        raw.roles.update(w.lower() for w in office if w.lower() in table.roles)
        if not table.male_titles.isdisjoint(office):
            raw.gender = "m"
        elif not table.female_titles.isdisjoint(office):
            raw.gender = "f"
    given = "m" if words[0] in table.male else "f" if words[0] in table.female else ""
    if given:
        raw.person += 3 if len(words) > 1 else 1
        if len(words) > 1:  # alone it may be a surname (Davis, Scott)
            raw.gender = raw.gender or given
    if name in table.countries:
        raw.place += 6
    elif name in table.places:
        raw.place += 4
    if not table.organisations.isdisjoint(words) or "&" in name or " of " in name:
        raw.organisation += 4
    elif len(words) == 1 and len(name) > 1 and name.isupper():
        raw.organisation += 2
    elif 2 <= len(words) <= 4 and words[-1] not in table.things:
        raw.person += 1
    if words[-1] in table.things:
        raw.place += 2
    _weigh_neighbours(raw, sentence, table)


def _weigh_neighbours(raw: Raw, sentence: Sentence, table: Tables) -> None:
    """Evidence from the word before ("firm", "secretary", "the") and the apposition after."""
    at = raw.start - sentence.start
    end = at + len(raw.text)
    lead = f"{raw.title} " if raw.title else ""
    before = sentence.text[max(0, at - 24 - len(lead)) : at].removesuffix(lead)
    word = before.rsplit(" ", 2)[-2:-1]
    last = word[0].lower() if word and before.endswith(" ") else ""
    if last in table.roles and not _goes_with_things(last, raw):
        raw.person += 3
        raw.roles.add(last)
    elif last in table.organisation_nouns:
        raw.organisation += 3
    elif (last == "the" or raw.words[0] == "The") and not raw.title:
        raw.organisation += 1
    elif last in {"in", "near", "outside"} and not raw.person:
        raw.place += 2
    after = sentence.text[end : end + 80]
    if after[:1] in {",", " ", "'", "’"}:
        _weigh_after(raw, after, table)


def _weigh_after(raw: Raw, after: str, table: Tables) -> None:
    """Evidence from what follows: an age, an apposition, a relative clause."""
    if raw.text.endswith("s") and after.startswith(("' ", "’ ")):
        raw.possessive = True
    elif after.startswith((" (", " him", " her", ", ")):
        if _AFTER_PERSON.match(after):
            raw.person += 3
        elif after.startswith((", which", ", whose shares")):
            raw.organisation += 1
        elif after.startswith(", "):
            _weigh_apposition(raw, after, table)


def _weigh_apposition(raw: Raw, after: str, table: Tables) -> None:
    role = _AFTER_ROLE.match(after)
    if role is None:
        return
    roles = [w for w in (*role[1].split(), role[2]) if w in table.roles]
    if roles and not raw.place:
        raw.person += 2
        raw.roles.update(roles)
    elif role[2] in table.organisation_nouns:
        raw.organisation += 2


def _goes_with_things(word: str, raw: Raw) -> bool:
    """A role word that also goes before things: "the model Saryarqa", "passenger Boeing"."""
    return (
        word in {"model", "star", "passenger", "forward", "worker", "host"} and len(raw.words) < 2
    )
