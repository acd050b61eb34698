"""Names in an article: where they stand, which belong together, and what they name.

Rules and a hand-written table (``briefing/data/names.txt``), no trained model. A name is a
maximal run of capitalised words, with particles (``de``, ``von``, ``bin``, ``al-``), initials and
``of`` inside; the first word of a sentence counts only when it is not an ordinary word. English
only: elsewhere capitals mean something else (German) or nothing (scripts without case).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from briefing.assets import data_path
from briefing.model import Document, Kind, Sentence
from briefing.words import ENGLISH_FUNCTION_WORDS

PERSON, ORGANISATION, COUNTRY, PLACE = "person", "organisation", "country", "place"

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
NAME = re.compile(rf"(?<![\w.@-]){_WORD}(?:(?<!['’]s)(?<!s['’]) {_LINK}{_WORD})*")

_AFTER_PERSON = re.compile(
    r", (?:aged )?\d{1,3}[,.]| \(\d{1,2}\)|, (?:who|whose)\b|,? himself\b|,? herself\b"
)
_AFTER_ROLE = re.compile(r", (?:(?:an?|the|its|his|her|their) )?((?:[\w’'-]+ ){0,4}?)([a-z-]+)\b")


@dataclass(frozen=True, slots=True)
class Tables:
    """The shipped lists; see the header of ``names.txt``."""

    male: frozenset[str]
    female: frozenset[str]
    male_titles: frozenset[str]
    female_titles: frozenset[str]
    titles: frozenset[str]
    roles: frozenset[str]
    people: frozenset[str]
    organisations: frozenset[str]
    organisation_nouns: frozenset[str]
    places: frozenset[str]
    things: frozenset[str]
    departments: frozenset[str]
    joins_of: frozenset[str]
    weak_titles: frozenset[str]
    dates: frozenset[str]
    openers: frozenset[str]
    countries: frozenset[str]
    demonyms: frozenset[str]


@lru_cache(maxsize=1)
def tables() -> Tables:
    """The shipped lists, read once per process."""
    sections: dict[str, list[str]] = {}
    rows: list[str] = []
    for line in data_path("names.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            rows = sections.setdefault(line.strip("[] "), [])
        elif line and not line.startswith("#"):
            rows.append(line)
    lists = {key: frozenset(" ".join(lines).split()) for key, lines in sections.items()}
    pairs = [line.partition(":") for line in sections["countries"]]
    lists["countries"] = frozenset(name.replace("_", " ") for name, _, _ in pairs)
    words = " ".join(rest for _, _, rest in pairs).split()
    acronyms = {word for word in words if word.isupper()}
    lists["countries"] |= acronyms
    lists["demonyms"] = frozenset(word.replace("_", " ") for word in words if word not in acronyms)
    lists["titles"] |= lists["male_titles"] | lists["female_titles"]
    return Tables(**lists)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a sentence: ``article.text[start:end] == text``, without title and possessive.

    ``entity`` indexes :attr:`Names.entities`; ``title`` is what stood before it ("President").
    """

    sentence: int
    start: int
    end: int
    text: str
    entity: int
    title: str = ""
    possessive: bool = False


@dataclass(frozen=True, slots=True)
class Entity:
    """All mentions of one name in an article.

    ``name`` is its fullest form, ``short`` the form an editor would use after the first mention
    (as it stands somewhere in the article); ``kind`` is person, organisation, country, place or
    ``""``; ``gender`` ``m``, ``f`` or ``""``; ``roles`` the offices named with it, lower-cased.
    """

    name: str
    short: str
    kind: str
    gender: str
    roles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Names:
    """``mentions[i]`` are those of sentence ``i`` in order (none for headings)."""

    mentions: tuple[tuple[Mention, ...], ...]
    entities: tuple[Entity, ...]


@dataclass(slots=True)
class _Raw:
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


def spaced(text: str) -> str:
    """``text`` with every kind of blank a plain one; lengths and offsets stay."""
    return text if text.isascii() else text.translate(_BLANKS)


_BLANKS = dict.fromkeys((0xA0, 0x2007, 0x2009, 0x202F), " ")


def find(document: Document) -> Names:
    """The names of an article's content sentences, linked and typed.

    Ties between full names that a short form could mean go to the most recent one.
    """
    if document.article.language != "en":
        return Names(((),) * len(document.sentences), ())
    table = tables()
    content = [s for s in document.sentences if s.kind is Kind.CONTENT]
    lower = {token for s in content for token in s.tokens if token[0].islower()}
    raws = [raw for s in content for raw in _scan(s, table, lower)]
    inner = {raw.text for raw in raws if not raw.first}
    inner |= {word for raw in raws if not raw.first for word in raw.words}
    known = table.countries | table.places | table.male | table.female
    raws = [
        r for r in raws if not r.first or len(r.words) > 1 or r.text in inner | known or r.title
    ]
    groups = _link(raws)
    entities = tuple(_entity(group, table) for group in groups)
    owner = {id(raw): number for number, group in enumerate(groups) for raw in group}
    rows: list[list[Mention]] = [[] for _ in document.sentences]
    for raw in raws:
        end = raw.start + len(raw.text)
        at = owner[id(raw)]
        text = document.article.text[raw.start : end]
        mention = Mention(raw.sentence, raw.start, end, text, at, raw.title, raw.possessive)
        rows[raw.sentence].append(mention)
    return Names(tuple(tuple(row) for row in rows), entities)


def _scan(sentence: Sentence, table: Tables, lower: set[str]) -> Iterator[_Raw]:
    text = spaced(sentence.text)
    body = sentence.body - sentence.start
    for match in NAME.finditer(text, body):
        at = match.start()
        words = match.group().split(" ")
        opens = not text[body:at].strip("\"“‘'«( ")
        if opens:
            plain = words[0].lower()
            if plain in lower or plain in ENGLISH_FUNCTION_WORDS or plain in table.openers:
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
    """Part a run at "of" unless an office or institution goes before; joints stay as own parts."""
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


def _trim(sentence: Sentence, at: int, words: list[str], table: Tables) -> _Raw | None:
    """Part the title from the name, drop the possessive; ``None`` when no name is left."""
    if words[0] in _JOINTS:
        return None
    cut = _title_length(words, table)
    title = " ".join(words[:cut])
    at += len(title) + 1 if cut else 0
    words = words[cut:]
    name = " ".join(words)
    possessive = name.endswith(("'s", "’s"))
    if possessive:
        name = name[:-2]
        words[-1] = words[-1][:-2]
    if name in table.dates or name in table.demonyms or (len(words) == 1 and name in table.titles):
        return None
    if (len(words) > 1 and words[0] in table.dates) or _NO_NAME.fullmatch(name):
        return None
    if len(words) > 2 and words[0] in table.titles and words[1] == "of":
        return None
    if len(words) > 1 and words[-1] in table.titles and words[-1] not in table.male | table.female:
        return None
    return _Raw(sentence.index, sentence.start + at, name, words, title, possessive, first=False)


def _title_length(words: list[str], table: Tables) -> int:
    """How many leading words are title, office or nationality of the person named after them."""
    office = _office_length(words, table)
    if office:
        return office
    for cut in range(len(words) - 1, 0, -1):
        title, rest = words[cut - 1], words[cut:]
        if title not in table.titles or rest[0] in {"of", "for", "the", "&"}:
            continue
        if cut == 1 and (title in table.male or title in table.female):
            continue
        if not table.organisations.isdisjoint(rest) and rest[-1] not in table.titles:
            continue
        given = rest[0] in table.male or rest[0] in table.female
        if title in table.weak_titles and len(rest) < 2 and not given and cut == 1:
            continue
        return cut
    for cut in range(1, len(words) - 1):
        if words[cut] in table.male | table.female and words[cut - 1].endswith(_OFFICES):
            return cut
    if len(words) > 1 and words[0].endswith(_LED):
        return 1
    joined = " ".join(words[:2])
    if len(words) > 2 and joined in table.demonyms:
        return 2
    return 1 if len(words) > 1 and words[0] in table.demonyms else 0


def _office_length(words: list[str], table: Tables) -> int:
    """The length of an office with its field before a name: "Secretary of State" + "Mike Pompeo"."""
    for k in range(1, len(words) - 2):
        if words[k] == "of" and words[k - 1] in table.titles and words[k + 1] in table.departments:
            return k + 2
    return 0


def _weigh(raw: _Raw, sentence: Sentence, table: Tables) -> None:
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


def _weigh_neighbours(raw: _Raw, sentence: Sentence, table: Tables) -> None:
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
    if raw.text.endswith("s") and after.startswith(("' ", "’ ")) and '"' not in raw.text:
        raw.possessive = True
    if _AFTER_PERSON.match(after):
        raw.person += 3
    elif after.startswith((", which", ", whose shares")):
        raw.organisation += 1
    elif after.startswith(", "):
        role = _AFTER_ROLE.match(after)
        if role:
            found = [w for w in (*role[1].split(), role[2]) if w in table.roles]
            if found and not raw.place:
                raw.person += 2
                raw.roles.update(found)
            elif role[2] in table.organisation_nouns:
                raw.organisation += 2


def _goes_with_things(word: str, raw: _Raw) -> bool:
    """A role word that also goes before things: "the model Saryarqa", "passenger Boeing"."""
    return word in {"model", "star", "passenger", "forward", "worker"} and len(raw.words) < 2


def _link(raws: list[_Raw]) -> list[list[_Raw]]:
    """Group mentions of one name: a short form joins the latest fuller name that ends or begins
    with it; earlier short forms join a fuller name that follows when just one fits."""
    groups: list[list[_Raw]] = []
    by_form: dict[str, int] = {}
    edges: dict[str, list[int]] = {}
    initials: dict[str, int] = {}
    order = sorted(range(len(raws)), key=lambda k: (-len(raws[k].words), k))
    for k in order:
        raw = raws[k]
        at = by_form.get(raw.text)
        if at is None:
            at = _fuller(raw, edges, groups)
        if at is None and len(raw.words) == 1 and raw.text.isupper():
            at = initials.get(raw.text)
        if at is None:
            at = len(groups)
            if len(raw.words) > 1:
                initials.setdefault("".join(w[0] for w in raw.words if w[0].isupper()), at)
            groups.append([])
        groups[at].append(raw)
        if by_form.setdefault(raw.text, at) == at:
            for word in {raw.words[0], raw.words[-1], " ".join(raw.words[-2:])}:
                rows = edges.setdefault(word, [])
                if at not in rows:
                    rows.append(at)
    for group in groups:
        group.sort(key=lambda raw: raw.start)
    groups.sort(key=lambda group: group[0].start)
    return groups


def _fuller(raw: _Raw, edges: dict[str, list[int]], groups: list[list[_Raw]]) -> int | None:
    """The group whose full form ``raw`` shortens, ``None`` when there is none or several fit."""
    fits = edges.get(raw.text, ())
    if raw.gender:
        fits = [k for k in fits if all(r.gender in {"", raw.gender} for r in groups[k])]
    if raw.place > 3:
        fits = [k for k in fits if any(r.person > 1 for r in groups[k]) and raw.place < 6]
    return fits[0] if len(fits) == 1 else None


def _entity(group: list[_Raw], table: Tables) -> Entity:
    full = max(group, key=lambda raw: len(raw.words))
    person = max(r.person for r in group)
    organisation = max(r.organisation for r in group)
    place = max(r.place for r in group)
    kind = ""
    if place >= max(person, organisation, 1):
        kind = COUNTRY if full.text in table.countries else PLACE
    elif person > max(organisation, 1):
        kind = PERSON
    elif organisation > person or organisation > 2:
        kind = ORGANISATION
    gender = _gender(group, full) if kind == PERSON else ""
    roles = frozenset(role for raw in group for role in raw.roles)
    shorts = Counter(r.text for r in group if len(r.words) < len(full.words))
    short = max(shorts, key=lambda text: (shorts[text], text == full.words[-1]), default=full.text)
    return Entity(full.text, short, kind, gender, roles)


def _gender(group: list[_Raw], full: _Raw) -> str:
    """By title or given name; else by the ending of an East Slavic or Central Asian surname."""
    marks = Counter(raw.gender for raw in group if raw.gender)
    if marks:
        return marks.most_common(1)[0][0]
    surname = full.words[-1]
    if surname.endswith(("ova", "eva", "skaya", "dóttir", "dottir")):
        return "f"
    return "m" if surname.endswith(("kov", "nov", "rov", "yev", "lov", "ayev", "sky")) else ""
