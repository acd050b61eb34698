"""Articles out of records: objects of JSON, rows of a table, under the names of their fields."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
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

_JOINTS = str.maketrans("", "", " _-")
_KNOWN = {
    key.translate(_JOINTS): (name, rank)
    for name, keys in FIELDS.items()
    for rank, key in enumerate(keys)
}
_OTHERS = frozenset({"text", "date"})
MAX_BAD = 10
"""Records without an article that are named, of one file; the others are counted."""

# Values that a table program writes where there is none.
_NOTHING = frozenset({"", "nan", "none", "null", "n/a", "nat", "<na>"})
# Numbers in these ranges are seconds, milli-, micro- and nanoseconds since 1970 (1980 to 2100).
_EPOCHS = tuple((3.15e8 * scale, 4.1e9 * scale, scale) for scale in (1, 1e3, 1e6, 1e9))
_NUMBER = re.compile(r"-?\d{9,20}(?:\.\d+)?")
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
    try:
        return make_article(
            text, location=place, options=options, hints=merge(Hints(**fields), hints)
        )
    except SourceError as error:
        return Skipped(place, error.reason)


def limited(
    found: Iterable[Article | Skipped], location: str, what: str
) -> Iterator[Article | Skipped]:
    """``found`` with the first :data:`MAX_BAD` bad records; ``what`` is the plural of a record."""
    bad = 0
    for item in found:
        bad += isinstance(item, Skipped)
        if isinstance(item, Article) or bad <= MAX_BAD:
            yield item
    if bad > MAX_BAD:
        yield Skipped(location, f"{bad - MAX_BAD:,} further {what} are no articles")


def usable(
    found: Iterable[Article | Skipped], location: str, what: str
) -> Iterator[Article | Skipped]:
    """As :func:`limited`. Raises :class:`SourceError` when there is not one article."""
    bad: list[Skipped] = []
    good = False
    for item in limited(found, location, what):
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
    if isinstance(value, list | tuple):
        return [part for item in value if isinstance(item, str) and (part := item.strip())]
    if not isinstance(value, str) or _is_nothing(value):
        return ""
    if "<" in value and len(_MARKUP.findall(value[:20_000])) >= 2:
        from briefing.readers.formats.html import parse
        from briefing.readers.formats.html_blocks import blocks

        tree = parse(value)
        return blocks(tree) if tree is not None else ""
    return value


def _line(value: Any) -> str:
    if _is_nothing(value):
        return ""
    if isinstance(value, list | tuple):
        return ", ".join(filter(None, map(_line, value)))
    if isinstance(value, Mapping):  # {"name": "Karsund Gazette"} and the like
        return _line(value.get("name") or value.get("title"))
    return str(value) if isinstance(value, str | int | float) else ""


def iso_date(value: Any) -> str:
    """The date of a value: a date or time, a number of (milli)seconds since 1970, or as written.

    A time counts in its own zone, a number in UTC.

    >>> iso_date(1718150400), iso_date("1718150400000"), iso_date("2024-06-12T23:30:00-05:00")
    ('2024-06-12', '2024-06-12', '2024-06-12T23:30:00-05:00')
    """
    if isinstance(value, dt.date):  # a datetime is one
        return value.isoformat()[:10]
    if isinstance(value, bool) or _is_nothing(value):
        return ""
    text = _line(value).strip()
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
