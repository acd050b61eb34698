"""Edits as JSON and back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any, TypeVar

from briefing.edits import Edits, Mark, Placement, Remark, Replacement
from briefing.errors import UsageError
from briefing.model import Comment, CommentKind

MOST = 2_000
"""Entries of one kind: some hundred times what a page of edits has."""
LONGEST_TEXT = 20_000
"""Characters of one text; the longest sentence that can be a point has 3,000."""

_WRITTEN = [kind.value for kind in CommentKind if kind is not CommentKind.WATCH]

T = TypeVar("T")


def to_record(edits: Edits) -> dict[str, Any]:
    """The edits that were made as a JSON object; what was not changed has no key."""
    return {key: value for key, value in asdict(edits).items() if value}


def from_record(record: Any) -> Edits:
    """The edits of a JSON object. Raises :class:`UsageError`, naming the place of what is wrong."""
    if not isinstance(record, dict):
        raise UsageError("edits must be an object")
    unknown = set(record) - set(Edits.__dataclass_fields__)
    if unknown:
        raise UsageError(f"edits: unknown key {min(unknown)!r}")
    lead = record.get("bottom_line")
    return Edits(
        title=_text(record, "title", "edits"),
        bottom_line=_mark(lead, "edits.bottom_line") if lead is not None else None,
        pins=_each(record, "pins", _mark),
        drops=_each(record, "drops", _mark),
        replacements=_each(record, "replacements", _replacement),
        placements=_each(record, "placements", _placement),
        order=_each(record, "order", _name),
        remarks=_each(record, "remarks", _remark),
        kept=_each(record, "kept", _mark),
    )


def _each(record: dict[str, Any], key: str, read: Callable[[Any, str], T]) -> tuple[T, ...]:
    items = record.get(key, [])
    if not isinstance(items, list) or len(items) > MOST:
        raise UsageError(f"edits.{key} must be a list of at most {MOST} entries")
    return tuple(read(item, f"edits.{key}[{i}]") for i, item in enumerate(items))


def _text(record: Any, key: str, place: str) -> str:
    value = record.get(key, "") if isinstance(record, dict) else None
    if not isinstance(value, str) or len(value) > LONGEST_TEXT:
        raise UsageError(f"{place}.{key} must be a text")
    return value


def _whole(record: Any, key: str, place: str) -> int:
    value = record.get(key, 0) if isinstance(record, dict) else None
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise UsageError(f"{place}.{key} must be a whole number")
    return value


def _name(value: Any, place: str) -> str:
    if not isinstance(value, str) or len(value) > LONGEST_TEXT:
        raise UsageError(f"{place} must be a text")
    return value


def _mark(value: Any, place: str) -> Mark:
    mark = Mark(
        _text(value, "article", place),
        _whole(value, "start", place),
        _whole(value, "end", place),
        _text(value, "quote", place),
    )
    if not (mark.article or mark.quote.strip()):
        raise UsageError(f"{place} names no sentence")
    return mark


def _replacement(value: Any, place: str) -> Replacement:
    old = value.get("old") if isinstance(value, dict) else None
    new = value.get("new") if isinstance(value, dict) else None
    return Replacement(_mark(old, f"{place}.old"), _mark(new, f"{place}.new"))


def _placement(value: Any, place: str) -> Placement:
    mark = _mark(value.get("mark") if isinstance(value, dict) else None, f"{place}.mark")
    return Placement(mark, _text(value, "sector", place), _whole(value, "rank", place))


def _remark(value: Any, place: str) -> Remark:
    if not isinstance(value, dict) or not isinstance(value.get("comment"), dict):
        raise UsageError(f"{place}.comment must be an object")
    mark = value.get("mark")
    return Remark(
        comment(value["comment"], f"{place}.comment"),
        _mark(mark, f"{place}.mark") if mark is not None else None,
        _text(value, "sector", place),
    )


def comment(value: Any, place: str) -> Comment:
    """The comment in a JSON object. Raises :class:`UsageError`."""
    kind, text = _text(value, "kind", place), _text(value, "text", place)
    if kind not in _WRITTEN:
        raise UsageError(f"{place}.kind must be one of {', '.join(_WRITTEN)}")
    return Comment(CommentKind(kind), text)
