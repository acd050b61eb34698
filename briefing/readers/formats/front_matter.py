"""The metadata at the head of a Markdown file, in the five forms that are in use.

YAML between ``---``, TOML between ``+++``, a JSON object, Pandoc's lines that begin with ``%``, and
MultiMarkdown's ``Key: value`` lines.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import tomllib
from collections.abc import Mapping
from typing import Any

from briefing.readers.options import Hints
from briefing.readers.records import iso_date

KEYS = {
    "title": "title", "headline": "title", "date": "date", "published": "date",
    "pubdate": "date", "publishdate": "date", "created": "date", "outlet": "outlet",
    "publisher": "outlet", "site": "outlet", "publication": "outlet", "author": "author",
    "authors": "author", "byline": "author", "url": "url", "link": "url", "source": "url",
    "permalink": "url", "canonical": "url", "lang": "language", "language": "language",
    "locale": "language",
}  # fmt: skip
"""The keys that are taken, in any case, and what they are to us."""

# Front matter of a wiki page with all its tags has under 4 kB; parsing takes a second per megabyte.
MAX_HEAD = 64_000
_YAML = re.compile(r"---[ \t]*\n(?P<head>.*?\n)??(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_TOML = re.compile(r"\+\+\+[ \t]*\n(?P<head>.*?\n)??\+\+\+[ \t]*(?:\n|$)", re.DOTALL)
_PANDOC = re.compile(r"(?:%[^\n%][^\n]*\n(?:[ \t]+\S[^\n]*\n)*|%[ \t]*\n){1,3}")
_PAIR = re.compile(r"(?P<key>[A-Za-z][A-Za-z _-]{0,30}?)[ \t]*:[ \t]*(?P<value>\S[^\n]*)(?:\n|$)")


def front_matter(text: str) -> tuple[Hints, str]:
    """The known keys of the front matter, and the text after it.

    >>> front_matter("---\\ntitle: 'A: \\\\\\"b\\\\\\"'\\ntags: [x]\\n---\\nBody")[0].title
    'A: \\\\"b\\\\"'
    >>> front_matter('+++\\ntitle = "A"\\ndate = 2024-06-12\\n+++\\nBody')[0].date
    '2024-06-12'
    """
    text = text.lstrip("\n")
    for head in (_yaml, _toml, _json, _pandoc, _pairs):
        if matter := head(text):
            values, end = matter
            return _hints(values), text[end:]
    return Hints(), text


_Head = tuple[Mapping[str, Any], int]
"""The pairs of a head, and the offset at which the body begins."""


def _yaml(text: str) -> _Head | None:
    match = _YAML.match(text, 0, MAX_HEAD)
    if not match:
        return None
    import yaml

    head = match["head"] or ""
    try:
        values = yaml.safe_load(head)
    except (yaml.YAMLError, ValueError, RecursionError):
        values = None  # a colon in a title is no YAML, yet many heads have one
    return (values if isinstance(values, dict) else _lines(head)), match.end()


def _lines(head: str) -> dict[str, str]:
    """The pairs of a head that is no YAML, line by line."""
    pairs = (_PAIR.match(raw) for raw in head.split("\n"))
    return {pair["key"]: _unquoted(pair["value"].strip()) for pair in pairs if pair}


def _unquoted(value: str) -> str:
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value


def _toml(text: str) -> _Head | None:
    match = _TOML.match(text, 0, MAX_HEAD)
    if not match:
        return None
    try:
        return tomllib.loads(match["head"] or ""), match.end()
    except (tomllib.TOMLDecodeError, RecursionError):
        return {}, match.end()


def _json(text: str) -> _Head | None:
    if not text.startswith("{"):
        return None
    try:
        values, end = json.JSONDecoder().raw_decode(text[:MAX_HEAD])
    except (ValueError, RecursionError):
        return None
    return (values, end) if any(str(key).lower() in KEYS for key in values) else None


def _pandoc(text: str) -> _Head | None:
    """Title, authors and date, in this order, on lines that begin with a percent sign."""
    match = _PANDOC.match(text, 0, MAX_HEAD)
    if not match:
        return None
    lines = re.split(r"^%", match[0], flags=re.MULTILINE)[1:]
    values = (" ".join(line.split()) for line in lines)
    return dict(zip(("title", "author", "date"), values, strict=False)), match.end()


def _pairs(text: str) -> _Head | None:
    """Lines of ``Key: value`` up to a blank line; the first key must be one that is known."""
    values: dict[str, str] = {}
    at = 0
    while match := _PAIR.match(text, at):
        if not values and match["key"].lower() not in KEYS:
            return None
        values[match["key"]] = match["value"]
        at = match.end()
    if not values or (at < len(text) and text[at] != "\n"):
        return None
    return values, at


def _hints(values: Mapping[str, Any]) -> Hints:
    given: dict[str, str] = {}
    for key, value in values.items():
        name = KEYS.get(str(key).lower().replace("_", "").replace(" ", ""), "")
        text = iso_date(value) if name == "date" else _text(value)
        if name and text:
            given.setdefault(name, text)
    if not given.get("url", "").lower().startswith(("http://", "https://")):
        outlet = given.pop("url", "")
        if outlet:
            given.setdefault("outlet", outlet)
    return Hints(**given)


def _text(value: Any) -> str:
    """A value on one line; of a list its members, of a mapping its name."""
    if isinstance(value, Mapping):
        value = value.get("name") or value.get("title")
    if isinstance(value, list):
        return ", ".join(filter(None, (_text(v) for v in value[:20] if not isinstance(v, list))))
    if isinstance(value, dt.date):
        return value.isoformat()
    return " ".join(str(value).split()) if isinstance(value, str | int | float) else ""
