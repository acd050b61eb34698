"""What a person does on the page, as a change of the edits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from briefing.edits import Comment, Edits, Mark, Placement, Remark, Replacement
from briefing.edits.records import comment, from_record
from briefing.errors import UsageError

LONGEST_TITLE, LONGEST_COMMENT = 300, 2_000
"""Characters: a title of three lines, a comment of a third of a page."""


MOST_POINTS, MOST_COMMENTS = 200, 20
"""Points of a section and comments of a point in one change: more than a page holds."""


def marks(operation: dict[str, Any]) -> tuple[Mark, ...]:
    """The sentences that an operation is to show: they must be candidates."""
    named = [operation.get(key) for key in ("mark", "new") if operation.get("do") in _SHOWING]
    return tuple(_mark(value) for value in named if value is not None)


_SHOWING = ("pin", "replace", "lead", "move")


def changed(edits: Edits, operation: dict[str, Any]) -> Edits:
    """The edits after one operation. Raises :class:`UsageError` for an unknown or damaged one.

    ``do`` names it: ``pin``, ``unpin``, ``drop``, ``restore``, ``lead`` and ``unlead`` take a
    ``mark``; ``replace`` takes ``old`` and ``new``; ``move`` a ``mark``, the ``sector`` that it
    goes to and ``points``, the marks of that section as they are to stand; ``title`` a ``text``;
    ``order`` the ``sectors``; ``comment`` the ``comments`` of a ``mark`` or of a ``sector``;
    ``reset`` nothing.
    """
    action = _ACTIONS.get(str(operation.get("do")))
    if action is None:
        raise UsageError(f"unknown operation {operation.get('do')!r:.40}")
    return action(edits, operation)


def _pin(edits: Edits, operation: dict[str, Any]) -> Edits:
    mark = _mark(operation.get("mark"))
    return replace(_without_drop(edits, mark), pins=(*_others(edits.pins, mark), mark))


def _unpin(edits: Edits, operation: dict[str, Any]) -> Edits:
    return _unpinned(edits, _mark(operation.get("mark")))


def _drop(edits: Edits, operation: dict[str, Any]) -> Edits:
    mark = _mark(operation.get("mark"))
    return replace(_unpinned(edits, mark), drops=(*_others(edits.drops, mark), mark))


def _restore(edits: Edits, operation: dict[str, Any]) -> Edits:
    return _without_drop(edits, _mark(operation.get("mark")))


def _lead(edits: Edits, operation: dict[str, Any]) -> Edits:
    mark = _mark(operation.get("mark"))
    return replace(_without_drop(edits, mark), bottom_line=mark)


def _unlead(edits: Edits, _: dict[str, Any]) -> Edits:
    return replace(edits, bottom_line=None)


def _replace(edits: Edits, operation: dict[str, Any]) -> Edits:
    return _replaced(edits, _mark(operation.get("old")), _mark(operation.get("new")))


def _title(edits: Edits, operation: dict[str, Any]) -> Edits:
    return replace(edits, title=_text(operation.get("text"), LONGEST_TITLE))


def _order(edits: Edits, operation: dict[str, Any]) -> Edits:
    sectors = operation.get("sectors")
    if not isinstance(sectors, list) or len(sectors) > MOST_POINTS:
        raise UsageError("order takes a list of sectors")
    return replace(edits, order=tuple(_text(name, LONGEST_TITLE) for name in sectors))


def _reset(_: Edits, __: dict[str, Any]) -> Edits:
    return Edits()


def _mark(value: Any) -> Mark:
    mark = from_record({"pins": [value]}).pins[0]
    if not mark.article:
        raise UsageError("a sentence is named by its article")
    return mark


def _text(value: Any, longest: int) -> str:
    if not isinstance(value, str) or len(value) > longest:
        raise UsageError(f"a text of at most {longest} characters")
    return " ".join(value.split())


def _same(one: Mark, other: Mark) -> bool:
    return (one.article, one.start, one.end) == (other.article, other.start, other.end)


def _others(marks: tuple[Mark, ...], mark: Mark) -> tuple[Mark, ...]:
    return tuple(one for one in marks if not _same(one, mark))


def _without_drop(edits: Edits, mark: Mark) -> Edits:
    return replace(edits, drops=_others(edits.drops, mark))


def _unpinned(edits: Edits, mark: Mark) -> Edits:
    """Without anything that holds a sentence on the page."""
    lead = edits.bottom_line
    return replace(
        edits,
        pins=_others(edits.pins, mark),
        placements=tuple(p for p in edits.placements if not _same(p.mark, mark)),
        replacements=tuple(r for r in edits.replacements if not _same(r.new, mark)),
        bottom_line=None if lead is not None and _same(lead, mark) else lead,
    )


def _replaced(edits: Edits, old: Mark, new: Mark) -> Edits:
    """``new`` where ``old`` stood, with its place and its comments; ``old`` may itself have come
    in for another."""
    swaps = [r for r in edits.replacements if not _same(r.new, old)]
    first = next((r.old for r in edits.replacements if _same(r.new, old)), old)
    lead = edits.bottom_line
    return replace(
        _without_drop(edits, new),
        pins=_others(edits.pins, old),
        replacements=(*swaps, *(() if _same(first, new) else (Replacement(first, new),))),
        placements=tuple(
            replace(p, mark=new) if _same(p.mark, old) else p for p in edits.placements
        ),
        remarks=tuple(
            replace(r, mark=new) if r.mark is not None and _same(r.mark, old) else r
            for r in edits.remarks
        ),
        bottom_line=new if lead is not None and _same(lead, old) else lead,
    )


def _moved(edits: Edits, operation: dict[str, Any]) -> Edits:
    mark, sector = _mark(operation.get("mark")), _text(operation.get("sector"), LONGEST_TITLE)
    points = operation.get("points")
    if not isinstance(points, list) or len(points) > MOST_POINTS:
        raise UsageError("move takes the points of the section")
    standing = [_mark(value) for value in points]
    if not any(_same(mark, one) for one in standing):
        raise UsageError("move takes a point that is among those of the section")
    lead = edits.bottom_line
    kept = [p for p in edits.placements if not any(_same(p.mark, one) for one in standing)]
    placed = [Placement(one, sector, rank) for rank, one in enumerate(standing)]
    return replace(
        _without_drop(edits, mark),
        placements=(*kept, *placed),
        pins=(*_others(edits.pins, mark), mark),
        bottom_line=None if lead is not None and _same(lead, mark) else lead,
    )


def _commented(edits: Edits, operation: dict[str, Any]) -> Edits:
    value = operation.get("mark")
    mark = None if value is None else _mark(value)
    sector = "" if mark else _text(operation.get("sector"), LONGEST_TITLE)
    items = operation.get("comments")
    if not isinstance(items, list) or len(items) > MOST_COMMENTS:
        raise UsageError("comment takes a list of comments")
    made: list[Comment] = []
    for item in items:
        read = comment(item, "comment")
        text = _text(read.text, LONGEST_COMMENT)
        if text:
            made.append(replace(read, text=text))
    kept = [
        r
        for r in edits.remarks
        if (r.mark is None or not _same(r.mark, mark) if mark else r.mark or r.sector != sector)
    ]
    return replace(edits, remarks=(*kept, *(Remark(one, mark, sector) for one in made)))


_ACTIONS: dict[str, Callable[[Edits, dict[str, Any]], Edits]] = {
    "pin": _pin,
    "unpin": _unpin,
    "drop": _drop,
    "restore": _restore,
    "lead": _lead,
    "unlead": _unlead,
    "replace": _replace,
    "move": _moved,
    "title": _title,
    "order": _order,
    "comment": _commented,
    "reset": _reset,
}
