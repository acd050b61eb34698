"""Data to measure with: labelled stories, stories with summaries, and days with their facts.

A labelled story has ``sentences`` with salience 0 to 3, kind, sector, stand-alone flag and
antecedent. A summarised one has ``summaries``, ``summary`` or ``highlights`` (a list of reference
summaries, or one). A day has ``articles`` and ``facts`` (see :mod:`briefing.evaluation.days`). A
file holds one JSON object per line, a folder one per ``.json`` file. A folder may also hold days
labelled as text (see :mod:`briefing.evaluation.marked_text`): each gives the day and, as labelled
stories, its articles.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefing.errors import SourceError
from briefing.evaluation.days import Day, is_day, parse
from briefing.evaluation.marked_text import MarkedArticle, folders, read_day
from briefing.language.tokens import stemmer, tokeniser
from briefing.limits.files import LARGEST_DATA, is_folder, read_file
from briefing.model import Article, Document, Kind, Sentence

SUMMARY_KEYS = ("summaries", "summary", "highlights")
_KINDS = {kind.value: kind for kind in Kind}


@dataclass(frozen=True, slots=True)
class Gold:
    """What an editor says of one sentence.

    ``kind`` is a :class:`Kind` value or ``badsplit``; ``sectors`` all sectors that are right.
    """

    start: int
    end: int
    text: str
    kind: str
    salience: int
    sectors: tuple[str, ...]
    standalone: bool
    antecedent: str | None


@dataclass(frozen=True, slots=True)
class Labelled:
    """A labelled story: its article (text as given), its golds and the document they make."""

    id: str
    article: Article
    golds: tuple[Gold, ...]
    document: Document

    @property
    def salience(self) -> list[int]:
        """The salience of the content sentences in order."""
        return [g.salience for g in self.golds if g.kind == Kind.CONTENT]


@dataclass(frozen=True, slots=True)
class Summarised:
    """A story with one or more reference summaries."""

    id: str
    article: Article
    references: tuple[str, ...]


Datum = Labelled | Summarised | Day


def _text(path: Path) -> str:
    return read_file(path, LARGEST_DATA).decode("utf-8-sig")


def records(path: str | Path) -> list[dict[str, Any]]:
    """The JSON objects of a JSONL file, or of the ``.json`` files of a folder in order of name.

    Raises :class:`SourceError` with the line for what cannot be read.
    """
    place = Path(path)
    try:
        if is_folder(place):
            parts = [(p.name, _text(p)) for p in sorted(place.glob("*.json"))]
        else:
            lines = _text(place).splitlines()
            parts = [(f"line {n}", t) for n, t in enumerate(lines, 1) if t.strip()]
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not UTF-8 text"
        raise SourceError(str(path), f"cannot be read ({reason})") from error
    rows = [_record(str(path), where, text) for where, text in parts]
    if not rows:
        raise SourceError(str(path), "holds no story")
    return rows


def _record(path: str, where: str, text: str) -> dict[str, Any]:
    try:
        row = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise SourceError(path, f"{where} is not JSON ({error})") from error
    if not isinstance(row, dict) or not (is_day(row) or isinstance(row.get("text"), str)):
        raise SourceError(path, f"{where} is not an object with a text, or with articles and facts")
    return row


def load(path: str | Path) -> list[Datum]:
    """All stories and days of ``path``; raises :class:`SourceError` for what is none of them."""
    labelled_days = folders(Path(path))
    if labelled_days:
        return [datum for folder in labelled_days for datum in _marked(folder)]
    return [
        _day(str(path), n, row) if is_day(row) else _story(str(path), n, row)
        for n, row in enumerate(records(path), 1)
    ]


def _marked(folder: Path) -> Iterator[Labelled | Day]:
    marked = read_day(folder)
    yield from map(labelled, marked.articles)
    yield marked.day


def labelled(marked: MarkedArticle) -> Labelled:
    """An article labelled as text, as a labelled story."""
    given = marked.article
    golds = tuple(
        Gold(u.start, u.end, given.text[u.start : u.end], u.kind, u.salience, u.sectors,
             u.antecedent is None, u.antecedent or None)
        for u in marked.units
    )  # fmt: skip
    article = Article(id=given.id, title=given.title, text=given.text, date=given.date,
                      outlet=given.outlet, location=f"{given.key}.txt")  # fmt: skip
    return Labelled(given.id, article, golds, gold_document(article, golds))


def _day(path: str, n: int, row: dict[str, Any]) -> Day:
    name = str(row.get("id", n))
    try:
        return parse(row, name)
    except KeyError as error:
        raise SourceError(path, f"day {name}: a fact or article lacks {error}") from error
    except (TypeError, ValueError) as error:
        raise SourceError(path, f"day {name}: {error}") from error


def _story(path: str, n: int, row: dict[str, Any]) -> Labelled | Summarised:
    name = str(row.get("id", n))
    if isinstance(row.get("sentences"), list):
        try:
            return labelled_story(name, row)
        except (KeyError, TypeError, ValueError) as error:
            raise SourceError(path, f"story {name}: a labelled sentence lacks {error}") from error
    given = next((row[key] for key in SUMMARY_KEYS if row.get(key)), None)
    references = [given] if isinstance(given, str) else given
    if not isinstance(references, list) or not all(isinstance(r, str) for r in references):
        keys = ", ".join(SUMMARY_KEYS)
        raise SourceError(path, f"story {name} has neither sentences nor any of {keys}")
    return Summarised(name, extracted(row, name), tuple(references))


def extracted(row: dict[str, Any], name: str) -> Article:
    """The article as the reader extracts it from the record."""
    from briefing.readers.article import make_article
    from briefing.readers.options import Hints, ReadOptions

    hints = Hints(title=str(row.get("title") or ""), date=str(row.get("date") or ""))
    return make_article(row["text"], location=name, options=ReadOptions(language="en"), hints=hints)


def labelled_story(name: str, row: dict[str, Any]) -> Labelled:
    """The labelled story of a JSON object.

    Raises ``KeyError``, ``TypeError`` or ``ValueError`` where a label is missing or wrong.
    """
    text = row["text"]
    golds = tuple(_golds(text, row["sentences"]))
    article = Article(id=name, title=str(row.get("title") or ""), text=text,
                      date=str(row.get("date") or ""))  # fmt: skip
    return Labelled(name, article, golds, gold_document(article, golds))


def _golds(text: str, sentences: list[dict[str, Any]]) -> Iterator[Gold]:
    at = 0
    for s in sentences:
        start = s["start"] if "start" in s else text.find(s["text"], at)
        end = s["end"] if "end" in s else start + len(s["text"])
        if text[start:end] != s["text"]:
            raise ValueError(f"its place in the text ({s['text'][:40]!r})")
        at = end
        sectors = (s["sector"], *s.get("also_ok", ()))
        yield Gold(start, end, s["text"], s["kind"], int(s["salience"]), sectors,
                   bool(s["standalone"]), s["antecedent"])  # fmt: skip


def gold_document(article: Article, golds: tuple[Gold, ...]) -> Document:
    """The document that the labels make; a unit of kind ``badsplit`` counts as no content."""
    from briefing.segmentation.markers import body_offset

    stem, words = stemmer(article.language), tokeniser(article.language)
    sentences = []
    paragraph, last = -1, -1
    for index, gold in enumerate(golds):
        if last < 0 or "\n\n" in article.text[last : gold.start]:
            paragraph += 1
            first = True
        else:
            first = False
        body = body_offset(article.text, gold.start, gold.end, paragraph) if first else gold.start
        last = gold.end
        tokens = tuple(words(article.text[body : gold.end]))
        kind = _KINDS.get(gold.kind, Kind.BOILERPLATE)
        sentences.append(Sentence(index, gold.start, gold.end, body, paragraph, kind, gold.text,
                                  tokens, tuple(map(stem, tokens)), "", index))  # fmt: skip
    return Document(article, tuple(sentences))
