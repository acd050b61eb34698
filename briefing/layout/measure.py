"""How much of the page a brief takes, without a word processor."""

from __future__ import annotations

from dataclasses import dataclass, replace

from briefing.display.page_fields import NO_FIELDS, PageFields
from briefing.display.template_language import Scope
from briefing.docx.blocks import Block, Paragraph, Table, paragraphs
from briefing.docx.package import W, child, value
from briefing.docx.template import Template, grid_pitch, load, paper_name
from briefing.errors import TemplateError
from briefing.layout.items import ItemMeasure
from briefing.layout.line_breaking import Obstacle
from briefing.layout.page_areas import Floating, PageAreas, Room, grid_cell, grid_spread
from briefing.layout.pagination import Columns, Extent, Item, flow, slackened
from briefing.layout.pictures import text_frames
from briefing.model import Brief, KeyFigure, Point, Section, SourceEntry

COLUMN_SLACK = 2.0
"""Points by which a column may turn out shorter, because rounding moves a paragraph that just
fitted to the next column. Without it, one of 120 pages in two columns went over."""
RESERVE = 4.0
"""Points kept free at the foot: half a percent of the page, over the quarter of a percent that
measured and rendered heights of 300 pages differed by, for renderers that round otherwise."""

LOW_BOX = (
    "a text box is too low for what its tags show; make it higher, or let it grow (Format Shape, "
    "Text Box, Resize shape to fit text)"
)


@dataclass(frozen=True, slots=True)
class Fill:
    """What a brief uses of its pages, in points of height.

    ``used_pt`` of ``room_pt`` on all pages laid end to end, and ``pages`` it takes, hold with
    whatever fonts a reader has. ``bottom_pt`` is where the last line ends with the fonts measured,
    from the top of the text area, which begins ``top_pt`` below the edge of the paper.
    ``column_break`` is the block of the document before which the second column begins, -1 where
    the columns fill one after the other.
    """

    used_pt: float
    room_pt: float
    pages: int
    bottom_pt: float = 0.0
    top_pt: float = 0.0
    column_break: int = -1

    @property
    def share(self) -> float:
        """Used over there is; at most 1 when the brief fits."""
        return self.used_pt / self.room_pt

    @property
    def fits(self) -> bool:
        return self.used_pt <= self.room_pt


@dataclass(frozen=True, slots=True)
class _Laid:
    """A brief on its page: its sections, and for each the blocks that its items come from.

    ``several``: a section has columns. ``most`` is how far the items reach at most, with whatever
    fonts a reader has; ``used`` is that with what is kept free.
    """

    page: Room
    columns: list[Columns]
    places: list[list[int]]
    several: bool
    most: Extent
    used: float


class Layout:
    """The page of ``template`` (the bytes of a DOCX file), ``pages`` of them.

    ``paper`` is ``a4`` or ``letter``, or ``""`` for the paper of the template.

    Raises :class:`TemplateError` for an unusable template or one that leaves no room for a
    single point. ``warnings`` are one line each: unknown fonts, text that is not used.
    """

    def __init__(
        self,
        template: bytes,
        paper: str = "",
        pages: int = 1,
        fields: PageFields = NO_FIELDS,
    ) -> None:
        self._template: Template = load(template, fields)
        self._styles = self._template.styles
        self._paper, self._pages = paper, pages
        self._least: dict[str, float] = {}
        self._heights: dict[tuple[str, SourceEntry, tuple[KeyFigure, ...]], float] = {}
        self._main = self._template.main
        sources = self._template.programs[self._main].paragraphs
        self._ends = {i for i, p in enumerate(sources) if child(p, "pPr", "sectPr") is not None}
        sections = self._template.section_properties() or [self._template.body]
        grid = sections[-1]
        cell = grid_cell(grid, self._styles.paragraph(None).font.size)
        self._items = ItemMeasure(self._template, grid_pitch(grid), grid_spread(grid), cell)
        self._page = PageAreas(self._template, paper, pages, self._items)
        self._boxed = [
            part
            for part, program in self._template.programs.items()
            if any(next(e.iter(W + "txbxContent"), None) is not None for e in program.raw)
        ]
        self._floats = any(
            next(element.iter(W + "tblpPr", W + "framePr"), None) is not None
            for element in (*sources, *self._template.programs[self._main].tables)
        )
        self._check_breaks()
        self._check_room()

    @property
    def paper(self) -> str:
        """What the paper is called: ``a4``, ``letter``, else its size, ``210x280mm``."""
        return paper_name(self._page.sections[-1], self._paper)

    @property
    def pitch(self) -> float:
        """The distance in points of the lines of the page's grid; 0 without one."""
        return grid_pitch(self._page.sections[-1])

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a user should know about the template, one line each."""
        return (*self._template.warnings, *self._styles.warnings)

    def measure(self, brief: Brief) -> Fill:
        """How much room ``brief`` takes; about half a millisecond when most of it is known."""
        laid = self._laid(brief)
        page, columns, most = laid.page, laid.columns, laid.most
        sums, second = self._styles.sums_spacing, -1
        if most.second is not None:
            section, place = most.second
            second = laid.places[section][place]
            extent = flow(columns, page.height, sums)
        elif laid.several:
            # Without a break the columns fill one after the other.
            plain = [replace(section, evened=False) for section in columns]
            extent = flow(plain, page.height + page.more, sums)
        else:
            extent = flow(columns, page.height, sums)
        room = page.height * self._pages
        return Fill(laid.used, room, most.pages, extent.bottom, page.top, second)

    def share(self, brief: Brief) -> float:
        """``measure(brief).share``, without the rest of it."""
        laid = self._laid(brief)
        return laid.used / (laid.page.height * self._pages)

    def _laid(self, brief: Brief) -> _Laid:
        scope = self._template.scope(brief)
        blocks = self._template.blocks(self._main, scope)
        page = self._page.room(scope, blocks)
        room = page.height
        if room <= 0:
            raise TemplateError(f"template: margins leave no room; {-room:.0f} pt are missing")
        columns, places = self._placed(blocks, page)
        several = any(section.count > 1 for section in columns)
        least = room - COLUMN_SLACK if several else room
        sums = self._styles.sums_spacing
        most = flow([slackened(section) for section in columns], least, sums)
        used = most.used
        for floating in self._other_floating(blocks):
            others, _ = self._placed(blocks, page, floating=floating)
            used = max(used, flow([slackened(section) for section in others], least, sums).used)
        used = max(used + RESERVE, self._fullest_box(scope, blocks) * room)
        return _Laid(page, columns, places, several, most, used)

    def _other_floating(self, blocks: list[Block]) -> list[Floating]:
        """How else than in the first place what floats may stand; the page must hold in any case.

        LibreOffice sets the floating tables of a page with notes in the text, or does not.
        """
        if not self._floats:
            return []
        others = [Floating.IN_TEXT] if self._page.footnotes(blocks) else []
        return [*others, Floating.ON_GRID] if self.pitch else others

    def _placed(
        self,
        blocks: list[Block],
        page: Room,
        fixed: tuple[Obstacle, ...] = (),
        floating: Floating = Floating.OFF_GRID,
    ) -> tuple[list[Columns], list[list[int]]]:
        """The sections of a page; for each the blocks that its items come from.

        Where something stands at a ``fixed`` place of the page, all is placed a second time.
        """
        columns: list[Columns] = []
        places: list[list[int]] = [[]]
        course = first = self._page.course(
            self._main, self._page.area(0).column, page, fixed, floating
        )
        opening: Block | None = None
        if isinstance(blocks[0], Table) and self._page.footnotes(blocks):
            # LibreOffice leaves an empty paragraph where it read the notes; no table floats there.
            course.open(self._items.empty(), blocks[0])
            places[0].append(0)
        for order, block in enumerate(blocks):
            opening = opening or block
            known = len(course.items)
            course.add(block)
            if isinstance(block, Table) and self._page.area(len(columns)).count > 1:
                course.join(known)
            places[-1].extend([order] * (len(course.items) - known))
            if isinstance(block, Paragraph) and block.template in self._ends:
                items = course.finish()
                if not isinstance(opening, Table):
                    items = _without_mark(items)
                columns.append(self._columns(items, len(columns)))
                opening = None
                places.append([])
                width = self._page.area(len(columns)).column
                course = self._page.course(self._main, width, page, (), floating)
        if first.fixed and not fixed:
            return self._placed(blocks, page, tuple(first.fixed), floating)
        notes = self._page.endnotes(blocks, self._page.area(len(columns)).column)
        columns.append(self._columns([*course.finish(), *notes], len(columns)))
        places[-1].extend([len(blocks)] * len(notes))
        return columns, places

    def _fullest_box(self, scope: Scope, blocks: list[Block]) -> float:
        """How full the fullest text box of fixed height is that tags filled; 0 without one."""
        fullest = 0.0
        for part in self._boxed:
            filled = blocks if part == self._main else self._template.blocks(part, scope)
            for paragraph in paragraphs(filled):
                for run in paragraph.runs:
                    if not run.boxes:
                        continue
                    frames = text_frames(self._template.programs[part].raw[int(run.target)])
                    for box in run.boxes:
                        frame = frames[box.place]
                        if box.filled and not frame.grows:
                            used = self._page.box_height(box, frame.width, part)
                            fullest = max(fullest, used / frame.height)
        return fullest

    def overfull_box(self, brief: Brief) -> str:
        """What to do about a text box of fixed height that ``brief`` overfills; empty without."""
        scope = self._template.scope(brief)
        blocks = self._template.blocks(self._main, scope)
        return LOW_BOX if self._fullest_box(scope, blocks) > 1 else ""

    def least(self, point: Point) -> float:
        """The share of the pages that any brief needs for the lines of a point, at least.

        A brief with ``point`` and others takes this much more than one with the others alone. In
        columns that is nothing: the shorter one may have room for it.
        """
        share = self._least.get(point.text)
        if share is None:
            bare = Point(point.text, "", 1, 0, 0, point.sector, 0.0)
            entry = SourceEntry(1, "", "", "", "", "")
            scope = self._template.scope(
                Brief("", "", "en", None, (Section(point.sector, "", (bare,)),), (entry,))
            )
            blocks = self._template.blocks(self._main, scope)
            share, room, section = 0.0, self._page.room(scope, blocks).height * self._pages, 0
            for block in blocks:
                if not isinstance(block, Paragraph):
                    continue
                area = self._page.area(section)
                if (
                    room > 0
                    and area.count == 1
                    and any(placed is bare for placed, _, _ in block.points)
                ):
                    lines = self._items.item(block, area.column, self._main).lines
                    share += sum(lines) / room
                section += block.template in self._ends
            self._least[point.text] = share
        return share

    def height(self, text: str, source: SourceEntry, figures: tuple[KeyFigure, ...] = ()) -> float:
        """The height in points of the text of a point, of the entry of its source and of key
        figures, with the furniture of the page; for comparison with others."""
        known = self._heights.get((text, source, figures))
        if known is None:
            section = Section("", "", (Point(text, "", source.n, 0, 0, "", 0.0),))
            brief = Brief("", "", "en", None, (section,), (source,), key_figures=figures)
            scope = self._template.scope(brief)
            blocks = self._template.blocks(self._main, scope)
            columns, _ = self._placed(blocks, self._page.room(scope, blocks))
            known = sum(item.height for column in columns for item in column.items)
            self._heights[text, source, figures] = known
        return known

    def _columns(self, items: list[Item], index: int) -> Columns:
        area, count = self._page.area(index), len(self._page.areas)
        following = self._page.area(index + 1).kind if index + 1 < count else ""
        return Columns(
            tuple(items),
            area.count,
            balanced=area.count > 1 and following == "continuous",
            new_page=index > 0 and area.kind not in ("continuous", "nextColumn"),
            evened=index == count - 1 and self._pages == 1 and not self.pitch,
        )

    # -- what every brief needs

    def _check_breaks(self) -> None:
        """Raises :class:`TemplateError` for what begins a new page or column of its own.

        On one page that makes two; a column break is not measured on any.
        """
        program = self._template.programs[self._main]
        kinds = {value(b, "type") for element in program.raw for b in element.iter(W + "br")}
        if "column" in kinds:
            raise TemplateError(
                "template: a column break cannot be measured; remove it, and let the columns fill"
            )
        if self._pages > 1:
            return
        what = ""
        if "page" in kinds:
            what = "a page break"
        elif any(a.kind not in ("continuous", "nextColumn") for a in self._page.areas[1:]):
            what = "a section break (to the next page)"
        if what:
            raise TemplateError(
                f"template: {what} makes it two pages; remove it, or give --pages 2"
            )

    def _check_styles(self, blocks: list[Block]) -> None:
        """Raises :class:`TemplateError` for a paragraph after the first that begins a page."""
        if self._pages > 1:
            return
        for block in blocks[1:]:
            if not isinstance(block, Paragraph):
                continue
            form = self._items.formats.form(self._main, block.template)
            if form.break_before:
                style = child(self._styles.by_id.get(form.style), "name")
                raise TemplateError(
                    f"template: the style {value(style)!r} begins a new page (Paragraph, Line and "
                    "Page Breaks, Page break before); change it, or give --pages 2"
                )

    def _check_room(self) -> None:
        """Raises :class:`TemplateError` when not even one short point fits."""
        point = Point("A point of one short line.", "", 1, 0, 0, "", 0.0)
        source = SourceEntry(1, "", "Title of a source", "Outlet", "2024-01-01", "")
        brief = Brief(
            "Brief", "2024-01-01", "en", None, (Section("", "Sector", (point,)),), (source,)
        )
        scope = self._template.scope(brief)
        blocks = self._template.blocks(self._main, scope)
        self._check_styles(blocks)
        fill = self.measure(brief)
        if not _shows(blocks, point):
            raise TemplateError(
                "template: shows no points; loop over sections and section.points in it"
            )
        if self._fullest_box(scope, blocks) > 1:
            raise TemplateError(f"template: {LOW_BOX}")
        if not fill.fits:
            raise TemplateError(
                f"template: leaves no room for a single point on {self._pages} "
                f"{'page' if self._pages == 1 else 'pages'} of {self.paper}; "
                f"{fill.used_pt - fill.room_pt:.0f} pt are missing"
            )


def _without_mark(items: list[Item]) -> list[Item]:
    """The items of a section without an empty paragraph that ends it.

    LibreOffice drops it, except in a section that opens with a table. The room that it takes in
    Word becomes slack of the item above.
    """
    if len(items) < 2 or not items[-1].blank:
        return items
    *rest, above, mark = items
    height = max(above.after, mark.before) + mark.height + mark.slack_pt
    return [*rest, replace(above, slack_pt=above.slack_pt + height)]


def _shows(blocks: list[Block], point: Point) -> bool:
    """Whether ``blocks`` show ``point`` somewhere."""
    return any(placed is point for p in paragraphs(blocks) for placed, _, _ in p.points)
