"""Names in an article: where they stand, which belong together, and what they name.

Rules and a hand-written table (``briefing/data/names.txt``), no trained model. A name is a
maximal run of capitalised words, with particles (``de``, ``von``, ``bin``, ``al-``), initials and
``of`` inside; the first word of a sentence counts only when it is not an ordinary word. English
only: elsewhere capitals mean something else (German) or nothing (scripts without case).
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from briefing.language.gazetteer import Tables, tables
from briefing.language.mentions import Raw, scan
from briefing.model import Document, Kind

PERSON, ORGANISATION, COUNTRY, PLACE = "person", "organisation", "country", "place"


class Mention(NamedTuple):
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


class Entity(NamedTuple):
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


class Names(NamedTuple):
    """``mentions[i]`` are those of sentence ``i`` in order (none for headings)."""

    mentions: tuple[tuple[Mention, ...], ...]
    entities: tuple[Entity, ...]


def find(document: Document) -> Names:
    """The names of an article's content sentences, linked and typed.

    Ties between full names that a short form could mean go to the most recent one.
    """
    if document.article.language != "en":
        return Names(((),) * len(document.sentences), ())
    table = tables()
    content = [s for s in document.sentences if s.kind is Kind.CONTENT]
    words = set().union(*[s.tokens for s in content])
    raws = [raw for s in content for raw in scan(s, table, words)]
    inner = {raw.text for raw in raws if not raw.first}
    inner |= {word for raw in raws if not raw.first or raw.title for word in raw.words}
    inner |= {raw.words[-1] for raw in raws if len(raw.words) > 1}
    inner |= table.known & {raw.text for raw in raws}
    raws = [r for r in raws if not r.first or len(r.words) > 1 or r.text in inner or r.title]
    groups = _link(raws, table)
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


def _link(raws: list[Raw], table: Tables) -> list[list[Raw]]:
    """Group mentions of one name: a short form joins the latest fuller name that ends or begins
    with it; earlier short forms join a fuller name that follows when just one fits."""
    groups: list[list[Raw]] = []
    by_form: dict[str, int] = {}
    edges: dict[str, list[int]] = {}
    initials: dict[str, int] = {}
    order = sorted(range(len(raws)), key=lambda k: (-len(raws[k].words), k))
    for k in order:
        raw = raws[k]
        at = by_form.get(raw.text)
        if at is None:
            at = _fuller(raw, edges, groups, table)
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


def _fuller(
    raw: Raw, edges: dict[str, list[int]], groups: list[list[Raw]], table: Tables
) -> int | None:
    """The group whose full form ``raw`` shortens, ``None`` when there is none or several fit."""
    fits = [k for k in edges.get(raw.text, ()) if _shortens(raw.words, groups[k][0].words, table)]
    if raw.gender:
        fits = [k for k in fits if all(r.gender in {"", raw.gender} for r in groups[k])]
    if raw.place > 3:
        fits = [k for k in fits if any(r.person > 1 for r in groups[k]) and raw.place < 6]
    return fits[0] if len(fits) == 1 else None


def _shortens(words: list[str], full: list[str], table: Tables) -> bool:
    """Whether a short form may stand for a fuller one: surname or given name of a person; of a
    body only what is left without its form or branch ("Arcelor Ltd", "Nordea Group")."""
    family = words == full[-len(words) :] or len(full) == 3 or full[0] in table.given
    if family and table.organisations.isdisjoint(full) and "of" not in full:
        return True
    return full[: len(words)] == words and table.forms.issuperset(full[len(words) :])


def _entity(group: list[Raw], table: Tables) -> Entity:
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
    if len(group) == 1 or len(full.words) == 1:  # there is no shorter form
        return Entity(full.text, full.text, kind, gender, roles)
    ends = {full.words[-1], " ".join(full.words[-2:])}
    if len(full.words) == 3 and full.words[1].istitle() and full.words[0] not in table.male:
        ends.add(full.words[0])  # family name first (Yoon Suk Yeol)
    shorts = Counter(r.text for r in group if r.text in ends and len(r.words) < len(full.words))
    short = max(shorts, key=lambda text: (shorts[text], text == full.words[-1]), default=full.text)
    return Entity(full.text, short, kind, gender, roles)


def _gender(group: list[Raw], full: Raw) -> str:
    """By title or given name; else by the ending of an East Slavic or Central Asian surname."""
    marks = Counter(raw.gender for raw in group if raw.gender)
    if marks:
        return marks.most_common(1)[0][0]
    surname = full.words[-1]
    if surname.endswith(("ova", "eva", "skaya", "dóttir", "dottir")):
        return "f"
    return "m" if surname.endswith(("kov", "nov", "rov", "yev", "lov", "ayev", "sky")) else ""
