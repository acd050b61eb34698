"""Articles out of records: objects of JSON, rows of a table, under the names of their fields."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import unescape
from typing import Any

from briefing.errors import SourceError, UsageError, nearest
from briefing.model import Article, Skipped
from briefing.readers.article import make_article
from briefing.readers.options import Hints, ReadOptions, merge

FIELDS: dict[str, tuple[str, ...]] = {
    "title": ("title", "headline", "name"),
    "text": ("text", "body", "content", "article", "articlebody", "maintext", "full_text"),
    "outlet": ("outlet", "publisher", "source", "site", "sitename"),
    "author": ("author", "byline", "creator"),
    "date": (
        "date", "published", "publishedat", "datepublished", "pubdate", "published_at",
        "date_published", "publish_date", "created_at", "timestamp",
    ),
    "language": ("language", "lang", "locale"),
    "url": ("url", "link", "permalink", "source_url"),
}  # fmt: skip
"""Our fields to the names of columns and keys that are taken for them, the first one that is there,
in any case. ``--fields`` names others."""

_LESS_USUAL: dict[str, str] = {
    "title": "heading subject articletitle заголовок название тақырып titel "
    "überschrift titre título titular titolo başlık 제목 标题 標題 タイトル",
    "text": "fulltext articletext story bodytext contenttext contenthtml plaintext "
    "текст полныйтекст текстстатьи содержание сообщение мәтін volltext "
    "inhalt artikel texte contenu corps texto contenido cuerpo testo metin "
    "içerik 본문 내용 기사 正文 内容 全文 本文 leadparagraph openingtext "
    "description summary snippet abstract hitsentence описание аннотация",
    "outlet": "media publication newspaper sourcename website domain источник издание "
    "сми дереккөз басылым джерело quelle medium média fuente medio fonte "
    "kaynak 언론사 매체 출처 来源 媒体",
    "author": "authors автор auteur autor autore yazar 기자 作者",
    "date": "publicationdate publishdate datetime time created createdutc дата "
    "датапубликации датавыхода күні datum erscheinungsdatum fecha data "
    "tarih 날짜 일자 보도일 日期 发布时间 日付 updated",
    "language": "язык тіл мова sprache langue idioma lingua dil 언어 语言",
    "url": "href weburl articleurl ссылка сілтеме посилання adresse lien enlace bağlantı 링크 链接",
}
"""Further names, less usual or in other languages, in the form of :func:`_plain`."""

_JOINTS = str.maketrans("", "", " _-")
_KNOWN = {
    key.translate(_JOINTS): (name, rank)
    for name, keys in FIELDS.items()
    for rank, key in enumerate((*keys, *_LESS_USUAL[name].split()))
}
_OTHERS = frozenset({"text", "date"})
MAX_BAD = 10
"""Records without an article that are named, of one file; the others are counted."""

# Values that a table program writes where there is none.
_NOTHING = frozenset({"", "nan", "none", "null", "n/a", "nat", "<na>"})
# Numbers in these ranges are seconds, milli-, micro- and nanoseconds since 1970 (1980 to 2100).
_EPOCHS = tuple((3.15e8 * scale, 4.1e9 * scale, scale) for scale in (1, 1e3, 1e6, 1e9))
_NUMBER = re.compile(r"-?\d{9,20}(?:\.\d+)?")
# Days since the end of 1899, as table programs count them (1954 to 2064).
_DAYS = re.compile(r"[2-5]\d{4}(?:\.\d+)?")
_DAY_ZERO = dt.date(1899, 12, 30)
_DOT_NET = re.compile(r"/Date\((-?\d{9,16})[^)]{0,6}\)/")
# Where services keep a value that they wrap in an object, such as {"rendered": "…"}.
_WRAPPED = (
    "rendered", "text", "plain", "html", "main", "original", "content", "body", "value", "name",
    "title", "$date", "#text",
)  # fmt: skip
# What a news service puts in the place of the text that it keeps back: "… [+1204 chars]".
_KEPT_BACK = re.compile(r"\s*(?:…|\.{3})?\s*\[\+\d+ (?:chars|characters)\]\s*$")
_BY = re.compile(r"^by:?\s+", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{2,6}|#x[0-9a-f]{2,5}|[a-z]{2,8}\d?);", re.IGNORECASE)
HEADER_WITHIN = 10
"""Rows above the header row of a table that may hold a title or remarks."""
_MARKUP = re.compile(r"</(?:p|div|li|h[1-6]|span|a|b|strong|em)>|<br ?/?>|<p>", re.IGNORECASE)


def parse_fields(given: str) -> tuple[tuple[str, str], ...]:
    """The pairs of ``--fields title=headline,text=body.text``.

    Raises :class:`UsageError` for a name that is none of ours and for a pair that is none.
    """
    pairs = []
    for pair in filter(None, (part.strip() for part in given.split(","))):
        name, mark, path = (part.strip() for part in pair.partition("="))
        if not mark or not path:
            raise UsageError(f"fields: give {pair!r} as NAME=PATH, like text=body.text")
        if name not in FIELDS:
            raise UsageError(f"fields: {name!r} is unknown{nearest(name, FIELDS)}")
        pairs.append((name, path))
    return tuple(pairs)


def record(row: Any, place: str, options: ReadOptions, hints: Hints) -> Article | Skipped:
    """The article of one record, or the reason why it has none."""
    if not isinstance(row, Mapping):
        return Skipped(place, "not a JSON object; give one object with title and text a line")
    chosen = dict(options.fields)
    values = _values(row, chosen)
    text = _text(values.get("text"))
    if not text:
        return Skipped(place, _no_text(row, chosen))
    fields = {name: _line(value) for name, value in values.items() if name not in _OTHERS}
    fields["date"] = iso_date(values.get("date"))
    if "author" in fields:
        fields["author"] = _BY.sub("", fields["author"])
    try:
        return make_article(
            text, location=place, options=options, hints=merge(Hints(**fields), hints)
        )
    except SourceError as error:
        return Skipped(place, error.reason)


def limited(
    items: Iterable[Article | Skipped], location: str, what: str
) -> Iterator[Article | Skipped]:
    """``items`` with the first :data:`MAX_BAD` bad records; ``what`` is the plural of a record."""
    bad = 0
    for item in items:
        bad += isinstance(item, Skipped)
        if isinstance(item, Article) or bad <= MAX_BAD:
            yield item
    if bad > MAX_BAD:
        yield Skipped(location, f"{bad - MAX_BAD:,} further {what} are no articles")


def usable(
    items: Iterable[Article | Skipped], location: str, what: str
) -> Iterator[Article | Skipped]:
    """As :func:`limited`. Raises :class:`SourceError` when there is not one article."""
    bad: list[Skipped] = []
    good = False
    for item in limited(items, location, what):
        if good:
            yield item
        elif isinstance(item, Skipped):
            bad.append(item)
        else:
            good = True
            yield from bad
            yield item
    if not good:
        first = bad[0].reason if bad else "empty"
        raise SourceError(location, f"none of its {what} is an article: {first}")


def columns(names: Sequence[str], options: ReadOptions) -> list[str]:
    """Those of the columns ``names`` that :func:`record` looks at, in their order."""
    chosen = {path.partition(".")[0] for _, path in options.fields}
    given = {name for name, _ in options.fields}
    known = {key for key, (name, _) in _KNOWN.items() if name not in given}
    return [name for name in names if name in chosen or _plain(name) in known]


def header(rows: Sequence[Sequence[Any]], options: ReadOptions) -> int | None:
    """The index of the first row that names a column of text and another one of ours."""
    wanted = dict(options.fields).get("text", "").partition(".")[0]
    for index, values in enumerate(rows[:HEADER_WITHIN]):
        known = columns([str(value).strip() for value in values], options)
        if (wanted in known) if wanted else len(known) > 1:
            return index
    return None


def _plain(key: Any) -> str:
    """The name of a column or key as it is compared: ``Pub Date`` is ``pubdate``."""
    return str(key).lower().translate(_JOINTS)


def _values(row: Mapping[str, Any], chosen: Mapping[str, str]) -> dict[str, Any]:
    """The values of our fields: of the names that a field goes by, that of the first one given."""
    best: dict[str, int] = {}
    values: dict[str, Any] = {}
    for key, value in row.items():
        known = _KNOWN.get(_plain(key))
        if known and not _is_nothing(value) and known[1] < best.get(known[0], len(_KNOWN)):
            best[known[0]], values[known[0]] = known[1], value
    for name, path in chosen.items():
        values[name] = _at(row, path)
    return values


def _at(value: Any, path: str) -> Any:
    """What lies at a dotted path; within a list, what lies there in each of its members.

    >>> _at({"body": {"blocks": [{"text": "a"}, {"text": "b"}]}}, "body.blocks.text")
    ['a', 'b']
    """
    if isinstance(value, Mapping) and path in value:
        return value[path]
    name, _, rest = path.partition(".")
    if isinstance(value, list | tuple):
        if name.isdigit():
            inner = value[int(name)] if int(name) < len(value) else None
        else:
            return [value_inside for item in value if (value_inside := _at(item, path)) is not None]
    else:
        inner = value.get(name) if isinstance(value, Mapping) else None
    return _at(inner, rest) if rest and inner is not None else inner


def _is_nothing(value: Any) -> bool:
    if isinstance(value, float) and not math.isfinite(value):
        return True
    return value is None or (isinstance(value, str) and value.strip().lower() in _NOTHING)


def _text(value: Any) -> str | list[str]:
    """The text of a value: a string, perhaps of HTML, or a list of paragraphs."""
    value = _unwrapped(value)
    if isinstance(value, list | tuple):
        return [part for item in value if isinstance(item, str) and (part := item.strip())]
    if not isinstance(value, str) or _is_nothing(value):
        return ""
    if "<" in value and len(_MARKUP.findall(value[:20_000])) >= 2:
        from briefing.readers.formats.html import parse
        from briefing.readers.formats.html_blocks import blocks

        tree = parse(value)
        return blocks(tree) if tree is not None else ""
    if match := _KEPT_BACK.search(value):
        from briefing.readers.mail.newsletter import whole_sentences

        value = whole_sentences(f"{value[: match.start()]}…")
    return unescape(value) if _ENTITY.search(value) else value


def _unwrapped(value: Any) -> Any:
    """The value in an object that only wraps it, at most two levels deep."""
    for _ in range(2):
        if not isinstance(value, Mapping):
            break
        value = next((value[key] for key in _WRAPPED if not _is_nothing(value.get(key))), None)
    return value


def _line(value: Any) -> str:
    if _is_nothing(value):
        return ""
    if isinstance(value, list | tuple):
        return ", ".join(filter(None, map(_line, value)))
    if isinstance(value, Mapping):  # {"name": "Karsund Gazette"} and the like
        return _line(_unwrapped({**value, "text": value.get("name") or value.get("text")}))
    text = str(value) if isinstance(value, str | int | float) else ""
    return unescape(text) if _ENTITY.search(text) else text


def iso_date(value: Any) -> str:
    """The date of a value: a date or time, a number of (milli)seconds since 1970, or as written.

    Five figures are the days of a table program.

    A time counts in its own zone, a number in UTC.

    >>> iso_date(45455), iso_date({"$date": 1718150400000}), iso_date("/Date(1718150400000)/")
    ('2024-06-12', '2024-06-12', '2024-06-12')
    >>> iso_date(1718150400), iso_date("1718150400000"), iso_date("2024-06-12T23:30:00-05:00")
    ('2024-06-12', '2024-06-12', '2024-06-12T23:30:00-05:00')
    """
    if isinstance(value, dt.date):  # a datetime is one
        return value.isoformat()[:10]
    if isinstance(value, bool) or _is_nothing(value):
        return ""
    text = _DOT_NET.sub(r"\1", _line(value).strip())
    if _DAYS.fullmatch(text):
        return (_DAY_ZERO + dt.timedelta(days=int(float(text)))).isoformat()
    if not _NUMBER.fullmatch(text):
        return text
    number = float(text)
    for least, most, scale in _EPOCHS:
        if least <= number <= most:
            return dt.datetime.fromtimestamp(number / scale, dt.UTC).date().isoformat()
    return text


def _no_text(row: Mapping[str, Any], chosen: Mapping[str, str]) -> str:
    if "text" in chosen:
        return f"no text at {chosen['text']!r}"
    names = ", ".join(repr(str(key))[:40] for key in list(row)[:8])
    return f"no text: it has {names or 'no fields'}; name its field with --fields text=NAME"
