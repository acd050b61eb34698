"""From heights to pages: paragraphs flow through columns and pages as word processors do it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from briefing.docx.blocks import FILLER_PT

EPSILON = 0.01
"""Points: differences below it are rounding."""
FREE_FOOT = 12.0
"""Points that balanced columns leave free at the foot: one line. With less, one line more than
measured would push a paragraph below its column break to the next page."""


@dataclass(frozen=True, slots=True)
class Item:
    """A paragraph or table row ready to be placed; heights in points.

    ``lines`` may part over columns, those of a table row may not (``solid``). ``slack_pt`` is what
    the lines may take more in another renderer or with other fonts than were measured; of a
    ``blank`` one nothing is seen. ``foot`` is the height below the last line of text, as below the
    text of a table row.
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
    break_after: bool = False
    slack_pt: float = 0.0
    blank: bool = False
    foot: float = 0.0
    height: float = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "height", sum(self.lines))


FILLER = Item(0.0, (FILLER_PT,), 0.0, "", blank=True)
"""The paragraph that stands where Word wants one."""


@dataclass(frozen=True, slots=True)
class Columns:
    """A section: its items flow through ``count`` columns; ``balanced``: of like height.

    ``evened``: its two columns are made of like height by a column break where that leaves the foot
    of the page free; else they fill one after the other. Columns on a grid are not evened: of 63
    rendered briefs 76% were as high as measured without a break, 64% with one.
    """

    items: tuple[Item, ...]
    count: int = 1
    balanced: bool = False
    new_page: bool = False
    evened: bool = False


def slackened(section: Columns) -> Columns:
    """``section`` with what its lines may take more."""
    items = tuple(
        replace(i, lines=(i.lines[0] + i.slack_pt, *i.lines[1:])) if i.slack_pt else i
        for i in section.items
    )
    return replace(section, items=items)


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
    """Where the next line goes: page, column and the height used in it.

    ``text`` is where the lowest text on the page ends.
    """

    page: int
    column: int
    y: float
    text: float = 0.0

    def put(self, item: Item, height: float) -> None:
        """Move below ``item`` or its rest, ``height`` points."""
        self.y += height
        if not item.blank:
            self.text = max(self.text, self.y - item.foot)


@dataclass(frozen=True, slots=True)
class Extent:
    """Where the last line ends, in points.

    ``used``: height from the top of the first page, pages and columns laid end to end: two
    columns, the first full and the second half full, use three quarters of the room.
    ``bottom``: height from the top of the page that the last line of text is on, to its foot.
    ``pages``: from 1.
    ``second``: the item that a column break stands before, by section and place in it; None where
    there is none.
    """

    used: float
    bottom: float
    pages: int
    second: tuple[int, int] | None = None


def flow(sections: Sequence[Columns], room: float, sums: bool) -> Extent:
    """How far the items of ``sections`` reach on pages with a text area ``room`` points high.

    ``sums``: space after and before add up, else the larger counts.
    """
    page, top = 0, 0.0
    used = bottom = 0.0
    last: Item | None = None
    second: tuple[int, int] | None = None
    for number, given in enumerate(sections):
        section = given
        if section.new_page and used:
            page, top, last = page + 1, 0.0, None
        if not section.items:
            continue
        if section.count > 1 and top:
            section, top, last = _below(section, top, last, sums)
        if section.evened and section.count == 2:
            place, height = _evened(section, top, sums, last)
            if place and top + height < room - FREE_FOOT:
                second = number, place
                halves = section.items[:place], section.items[place:]
                ends = [_text_end(half, sums, last if top else None) for half in halves]
                bottom = max(bottom, *(top + end for end in ends))
                used = top = top + height
                last = None
                continue
        limit = _balance(section, room, top, sums, last) if section.balanced else room
        pen = _fill(section, limit, top, sums, last)
        page += pen.page
        bottom = max(pen.text, bottom if pen.page == 0 else 0.0)
        start = top if pen.page == 0 else 0.0
        if section.count > 1 and not (section.balanced and limit < room):
            used = start + ((limit - start) * pen.column + (pen.y - start)) / section.count
            top = limit if pen.column else pen.y
        else:
            used = top = limit if section.balanced and section.count > 1 else pen.y
        last = section.items[-1] if section.count == 1 else None
    return Extent(page * room + used, bottom, page + 1, second)


def _evened(section: Columns, top: float, sums: bool, last: Item | None) -> tuple[int, float]:
    """Where to part the items into two columns of like height, and the height of the higher one.

    No part begins below an item that is kept with the next. 0 where there is nothing to part.
    """
    above = last if top else None
    heights, rests = _tops(section.items, sums, above), _rests(section.items, sums)
    best, place = float("inf"), 0
    for n in _parts(section):
        higher = max(heights[n - 1], rests[n])
        if higher <= best:  # of two such places the lower: the longer column stands left
            best, place = higher, n
    return place, best


def _parts(section: Columns) -> list[int]:
    """The places at which a column break may stand: before a paragraph or table."""
    items = section.items
    return [n for n in range(1, len(items)) if not items[n - 1].keep_next]


def _tops(items: Sequence[Item], sums: bool, above: Item | None) -> list[float]:
    """The height in one column of the items up to each, the space after it included."""
    height, heights = 0.0, []
    for item in items:
        height += gap(above, item, sums) + item.height
        heights.append(height + item.after)
        above = item
    return heights


def _rests(items: Sequence[Item], sums: bool) -> list[float]:
    """The height in one column of the items from each on, the space after the last included."""
    height, below = items[-1].after, None
    heights: list[float] = []
    for item in reversed(items):
        if below is not None:
            height += gap(item, below, sums)
        height += item.height
        heights.append(item.before + height)
        below = item
    return heights[::-1]


def _text_end(items: Sequence[Item], sums: bool, above: Item | None) -> float:
    """Where the last text of items in one column ends."""
    pen = _Pen(0, 0, 0.0)
    for item in items:
        pen.put(item, gap(above, item, sums) + item.height)
        above = item
    return pen.text


def _below(
    section: Columns, top: float, last: Item | None, sums: bool
) -> tuple[Columns, float, None]:
    """Columns under other text: all begin where the first one's text does, as LibreOffice has it.

    Word starts the others a space before higher; what fits the lower start fits both.
    """
    first, *rest = section.items
    top += gap(last, first, sums)
    return replace(section, items=(replace(first, before=0.0), *rest)), top, None


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
    """Place all items; where the pen ends, pages counted from the section's first.

    At the foot of a page the space after a paragraph may run into the margin, at the foot of one
    of several columns it must fit too, as in LibreOffice.
    """
    pen = _Pen(0, 0, top)
    items = section.items
    above = last
    index = 0
    start = 0  # first item of the column: what is kept together cannot move above it
    ends: dict[int, float] = {}  # where the text above each item ends
    while index < len(items):
        item = items[index]
        broken = item.break_before or (above is not None and above.break_after)
        if broken and (pen.y > 0 or pen.column):
            pen, above, start = _Pen(pen.page + 1, 0, 0.0), None, index
        space = gap(above, item, sums) if above or not pen.column else 0.0
        ends[index] = pen.text
        under = item.after if section.count > 1 else 0.0
        if pen.y + space + item.height + under <= limit + EPSILON:
            pen.put(item, space + item.height)
            above, index = item, index + 1
            continue
        fitting = _fitting(item, limit - pen.y - space)
        if fitting == 0:
            first = index
            while first > start and items[first - 1].keep_next:
                first -= 1
            if first > start:
                index = first
                item, pen.text = items[index], ends[index]
            elif index == start and pen.y <= EPSILON:  # higher than an empty page
                fitting = max(1, _most(item, limit - pen.y - space))
        rest = item.lines[fitting:] if fitting else item.lines
        if fitting:
            pen.put(item, space + sum(item.lines[:fitting]))
        pen = _next(pen, section, top)
        start = index
        above = None
        if not fitting:
            continue
        pen, index = _rest(pen, section, item, rest, limit, top), index + 1
        above, start = item, index
    return pen


def _rest(
    pen: _Pen, section: Columns, item: Item, lines: tuple[float, ...], limit: float, top: float
) -> _Pen:
    for line in lines:
        if pen.y + line > limit + EPSILON and pen.y > (top if pen.page == 0 else 0.0):
            pen = _next(pen, section, top)
        pen.put(item, line)
    return pen


def _next(pen: _Pen, section: Columns, top: float) -> _Pen:
    if pen.column + 1 < section.count:
        return _Pen(pen.page, pen.column + 1, top if pen.page == 0 else 0.0, pen.text)
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
    """How many lines of ``item`` stay in ``room``: with widow control two of both parts or none."""
    if item.solid:
        return 0
    count, total = _most(item, room), len(item.lines)
    if item.widow:
        count = min(count, total - 2)
        return count if count >= 2 else 0
    return count
