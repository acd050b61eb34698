"""From heights to pages: paragraphs flow through columns and pages as word processors do it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

EPSILON = 0.01
"""Points: differences below it are rounding."""


@dataclass(frozen=True, slots=True)
class Item:
    """A paragraph or table row ready to be placed; heights in points.

    ``lines`` may part over columns, those of a table row may not (``solid``).
    """

    before: float
    lines: tuple[float, ...]
    after: float
    style: str
    contextual: bool = False
    keep_next: bool = False
    solid: bool = False
    widow: bool = True
    break_before: bool = False

    @property
    def height(self) -> float:
        return sum(self.lines)


@dataclass(frozen=True, slots=True)
class Columns:
    """A section: its items flow through ``count`` columns; ``balanced``: of like height."""

    items: tuple[Item, ...]
    count: int = 1
    balanced: bool = False
    new_page: bool = False


def gap(above: Item | None, below: Item, sums: bool) -> float:
    """The space between two paragraphs: the larger of after and before, or their sum."""
    if above is None:
        return below.before
    after, before = above.after, below.before
    if above.style == below.style:
        after = 0.0 if above.contextual else after
        before = 0.0 if below.contextual else before
    return after + before if sums else max(after, before)


@dataclass(slots=True)
class _Pen:
    """Where the next line goes: page, column and the height used in it."""

    page: int
    column: int
    y: float


def flow(sections: Sequence[Columns], room: float, sums: bool) -> tuple[float, int]:
    """Height used, in points from the top of the first page, and the number of pages.

    Columns of one section count as parts of one height: two columns, the first full and the
    second half full, use three quarters of the room.
    """
    page, top = 0, 0.0
    used = 0.0
    last: Item | None = None
    for section in sections:
        if section.new_page and used:
            page, top, last = page + 1, 0.0, None
        if not section.items:
            continue
        limit = _balance(section, room, top, sums, last) if section.balanced else room
        pen = _fill(section, limit, top, sums, last)
        page += pen.page
        start = top if pen.page == 0 else 0.0
        if section.count > 1 and not (section.balanced and limit < room):
            used = start + ((limit - start) * pen.column + (pen.y - start)) / section.count
            top = limit if pen.column else pen.y
        else:
            used = top = limit if section.balanced and section.count > 1 else pen.y
        last = section.items[-1] if section.count == 1 else None
    return page * room + used, page + 1


def _balance(section: Columns, room: float, top: float, sums: bool, last: Item | None) -> float:
    """The least height below which the columns of ``section`` hold all its items."""
    low, high = top, room
    if _overflows(section, room, top, sums, last):
        return room
    while high - low > 0.5:
        middle = (low + high) / 2
        if _overflows(section, middle, top, sums, last):
            low = middle
        else:
            high = middle
    return high


def _overflows(section: Columns, limit: float, top: float, sums: bool, last: Item | None) -> bool:
    return _fill(section, limit, top, sums, last).page > 0


def _fill(section: Columns, limit: float, top: float, sums: bool, last: Item | None) -> _Pen:
    """Place all items; where the pen ends, pages counted from the section's first."""
    pen = _Pen(0, 0, top)
    items = section.items
    above = last
    index = 0
    start = 0  # first item of the column: what is kept together cannot move above it
    while index < len(items):
        item = items[index]
        if item.break_before and (pen.y > 0 or pen.column):
            pen, above, start = _Pen(pen.page + 1, 0, 0.0), None, index
        space = gap(above, item, sums)
        if pen.y + space + item.height <= limit + EPSILON:
            pen.y += space + item.height
            above, index = item, index + 1
            continue
        fitting = _fitting(item, limit - pen.y - space)
        if fitting == 0:
            first = index
            while first > start and items[first - 1].keep_next:
                first -= 1
            if first > start:
                index = first
                item = items[index]
            elif index == start and pen.y <= (top if pen.page == 0 else 0.0) + EPSILON:
                fitting = max(1, _most(item, limit - pen.y - space))
        rest = item.lines[fitting:] if fitting else item.lines
        pen = _next(pen, section, top)
        start = index
        above = None
        if not fitting:
            continue
        pen, index = _rest(pen, section, rest, limit, top), index + 1
        above, start = item, index
    return pen


def _rest(pen: _Pen, section: Columns, lines: tuple[float, ...], limit: float, top: float) -> _Pen:
    for line in lines:
        if pen.y + line > limit + EPSILON and pen.y > (top if pen.page == 0 else 0.0):
            pen = _next(pen, section, top)
        pen.y += line
    return pen


def _next(pen: _Pen, section: Columns, top: float) -> _Pen:
    if pen.column + 1 < section.count:
        return _Pen(pen.page, pen.column + 1, top if pen.page == 0 else 0.0)
    return _Pen(pen.page + 1, 0, 0.0)


def _most(item: Item, room: float) -> int:
    count, used = 0, 0.0
    for line in item.lines:
        used += line
        if used > room + EPSILON:
            break
        count += 1
    return count


def _fitting(item: Item, room: float) -> int:
    """How many lines of ``item`` stay in ``room``: none, or two and more with widow control."""
    if item.solid:
        return 0
    count = _most(item, room)
    if item.widow:
        if len(item.lines) - count == 1:
            count -= 1
        if count == 1 or (count and len(item.lines) < 4):
            count = 0 if count < 2 or len(item.lines) - count < 2 else count
    return count
