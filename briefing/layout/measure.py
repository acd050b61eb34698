"""How much of the page a brief takes, without a word processor."""

from __future__ import annotations

from dataclasses import dataclass, replace

from briefing.display.page_fields import NO_FIELDS, PageFields
from briefing.display.template_language import Scope
from briefing.docx.blocks import (
    LINK,
    LINK_STYLE,
    MARK,
    RAW,
    REF,
    REFERENCE_STYLE,
    Block,
    Filler,
    Paragraph,
    Run,
    paragraphs,
)
from briefing.docx.package import Element, R, W, child, is_on, number, value
from briefing.docx.styles import TWIP, Font, ParagraphFormat
from briefing.docx.template import Template, load, page_size, paper_name
from briefing.errors import TemplateError
from briefing.layout.line_breaking import Ruler, Stretch, line_heights
from briefing.layout.pagination import FILLER, Columns, Item, flow, slackened
from briefing.layout.pictures import picture_height
from briefing.layout.tables import TableMeasure
from briefing.model import Brief, Point, Section, SourceEntry

COLUMN_SLACK = 2.0
"""Points by which a column may turn out shorter: rounding moves a whole paragraph to the next one
where it just fitted; of 120 pages in two columns one went over without it."""
MIN_COLUMN = 36.0
"""Points of width below which a column is no column: half an inch, the distance of tab stops."""
MARGIN = 1440
"""Twips of a margin that a template does not state: an inch, as Word takes it."""
RESERVE = 4.0
"""Points kept free at the foot: half a percent of the page, over the quarter of a percent that
measured and rendered heights of 300 pages differed by, for renderers that round otherwise."""


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
class _Area:
    """A section's text area in points: column width, how many, section kind."""

    width: float
    column: float
    count: int
    kind: str


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
        self._ruler = Ruler()
        self._forms: dict[tuple[str, int], ParagraphFormat] = {}
        self._fonts: dict[tuple[str, int, int, str], Font] = {}
        self._least: dict[str, float] = {}
        self._known: dict[tuple[str, int, tuple[Run, ...], float], Item] = {}
        self._main = self._template.main
        self._targets = self._template.package.by_id(self._main)
        sources = self._template.programs[self._main].paragraphs
        self._ends = {i for i, p in enumerate(sources) if child(p, "pPr", "sectPr") is not None}
        self._tables = TableMeasure(self._template, self._item)
        self._sections = self._template.section_properties() or [self._template.body]
        self._areas = [self._area(sect) for sect in self._sections]
        grid = child(self._sections[-1], "docGrid")
        lines = value(grid, "type") in ("lines", "linesAndChars", "snapToChars")
        self._pitch = number(grid, "linePitch") * TWIP if lines else 0.0
        self._check_breaks()
        self._check_room()

    @property
    def paper(self) -> str:
        """What the paper is called: ``a4``, ``letter``, else its size, ``210x280mm``."""
        return paper_name(self._sections[-1], self._paper)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a user should know about the template, a line each."""
        return (*self._template.warnings, *self._styles.warnings)

    def measure(self, brief: Brief) -> Fill:
        """How much room ``brief`` takes; about half a millisecond when most of it is known."""
        scope = self._template.scope(brief)
        top, room = self._room(scope)
        if room <= 0:
            raise TemplateError(f"template: margins leave no room; {-room:.0f} pt are missing")
        columns: list[Columns] = []
        items: list[Item] = []
        places: list[list[int]] = [[]]
        for order, block in enumerate(self._template.blocks(self._main, scope)):
            area = self._areas[min(len(columns), len(self._areas) - 1)]
            made = self._items(block, area.column)
            items.extend(made)
            places[-1].extend([order] * len(made))
            if isinstance(block, Paragraph) and block.template in self._ends:
                columns.append(self._columns(items, len(columns)))
                items = []
                places.append([])
        columns.append(self._columns(items, len(columns)))
        sums = self._styles.sums_spacing
        extent = most = flow(columns, room, sums)
        several = any(section.count > 1 for section in columns)
        if several or any(item.slack_pt for section in columns for item in section.items):
            least = room - COLUMN_SLACK if several else room
            most = flow([slackened(section) for section in columns], least, sums)
        if most.second is None and extent.second is not None:
            extent = flow([replace(section, evened=False) for section in columns], room, sums)
        second = -1
        if most.second is not None:
            section, place = most.second
            second = places[section][place]
        return Fill(most.used + RESERVE, room * self._pages, most.pages, extent.bottom, top, second)

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
            share, room, section = 0.0, self._room(scope)[1] * self._pages, 0
            for block in self._template.blocks(self._main, scope):
                if not isinstance(block, Paragraph):
                    continue
                area = self._areas[min(section, len(self._areas) - 1)]
                if (
                    room > 0
                    and area.count == 1
                    and any(shown is bare for shown, _, _ in block.points)
                ):
                    lines = self._item(block, area.column, self._main).lines
                    share += sum(lines) / room
                section += block.template in self._ends
            self._least[point.text] = share
        return share

    # -- the page

    def _area(self, sect: Element) -> _Area:
        width = page_size(sect, self._paper)[0]
        margins, cols = child(sect, "pgMar"), child(sect, "cols")
        sides = (("left", MARGIN), ("right", MARGIN), ("gutter", 0))
        text = (width - sum(number(margins, s, d) for s, d in sides)) * TWIP
        count = max(1, int(number(cols, "num", 1)))
        column = (text - (count - 1) * number(cols, "space", 720) * TWIP) / count
        stated = [] if cols is None else [number(c, "w") for c in cols.findall(W + "col")]
        if len(stated) > 1 and all(stated):
            count, column = len(stated), min(stated) * TWIP
        if column < MIN_COLUMN:
            missing = MIN_COLUMN - column
            raise TemplateError(f"template: margins leave no room; {missing:.0f} pt are missing")
        return _Area(text, column, count, value(child(sect, "type"), default="nextPage"))

    def _room(self, scope: Scope) -> tuple[float, float]:
        """Where the text area of the pages begins and its height, the least, in points."""
        tops, rooms = [], []
        parts: dict[tuple[str, str], str] = {}
        for sect, area in zip(self._sections, self._areas, strict=True):
            parts = parts | self._references(sect)
            height = page_size(sect, self._paper)[1] * TWIP
            margins = child(sect, "pgMar")
            edges = []
            for side, part in (("top", "header"), ("bottom", "footer")):
                margin = number(margins, side, MARGIN) * TWIP
                if margin >= 0:
                    distance = number(margins, part, 720) * TWIP
                    tallest = self._margin_height(sect, part, parts, area.width, scope)
                    margin = max(margin, distance + tallest if tallest else 0.0)
                edges.append(abs(margin))
            tops.append(edges[0])
            rooms.append(height - sum(edges))
        return tops[-1], min(rooms)

    def _references(self, sect: Element) -> dict[tuple[str, str], str]:
        """The headers and footers that a section states, by part and the pages they stand on."""
        return {
            (part, value(reference, "type", "default")): self._targets.get(
                reference.get(R + "id", ""), ""
            )
            for part in ("header", "footer")
            for reference in sect.findall(f"{W}{part}Reference")
        }

    def _margin_height(
        self,
        sect: Element,
        part: str,
        parts: dict[tuple[str, str], str],
        width: float,
        scope: Scope,
    ) -> float:
        """The height of the tallest header or footer in use on the pages there are.

        ``parts`` are those of the section and, where it states none, of the sections before it.
        """
        tallest = 0.0
        first_differs = bool(is_on(child(sect, "titlePg")))
        for (place, kind), name in parts.items():
            if place != part or (kind == "first" and not first_differs):
                continue
            if kind != "first" and first_differs and self._pages == 1:
                continue
            if name in self._template.programs:
                tallest = max(tallest, self._stack(name, width, scope))
        return tallest

    def _stack(self, part: str, width: float, scope: Scope) -> float:
        items: list[Item] = []
        for block in self._template.blocks(part, scope):
            items.extend(self._items(block, width, part))
        used = flow([Columns(tuple(items))], 1e9, self._styles.sums_spacing).used
        return used + (items[-1].after if items else 0.0)

    def _columns(self, items: list[Item], index: int) -> Columns:
        area = self._areas[min(index, len(self._areas) - 1)]
        following = self._areas[index + 1].kind if index + 1 < len(self._areas) else ""
        return Columns(
            tuple(items),
            area.count,
            balanced=area.count > 1 and following == "continuous",
            new_page=index > 0 and area.kind not in ("continuous", "nextColumn"),
            evened=index == len(self._areas) - 1 and self._pages == 1,
        )

    # -- blocks

    def _items(self, block: Block, width: float, part: str = "") -> list[Item]:
        if isinstance(block, Paragraph):
            return [self._item(block, width, part or self._main)]
        if isinstance(block, Filler):
            return [FILLER]
        return self._tables.rows(block, width, part or self._main)

    def _item(self, block: Paragraph, width: float, part: str) -> Item:
        key = (part, block.template, block.runs, width)
        item = self._known.get(key)
        if item is None:
            item = self._known[key] = self._measure(block, width, part)
        return item

    def _measure(self, block: Paragraph, width: float, part: str) -> Item:
        form = self._form(part, block.template)
        stretches: list[Stretch] = [
            (run.text, self._font(part, block.template, run)) for run in block.runs if run.text
        ]
        label = ""
        if form.label is not None:
            label = form.label.text
            for level in "123456789":
                label = label.replace(f"%{level}", str(max(block.anchor, 1)))
        if not stretches:
            form = replace(form, font=self._mark_font(part, block.template, form))
        heights, slack_pt = line_heights(
            stretches, form, width, label, self._ruler, self._pitch if form.grid else 0.0
        )
        lines = list(heights)
        lines[0] = max(lines[0], self._picture(part, block)) + form.border_top
        lines[-1] += form.border_bottom
        return Item(
            before=form.before,
            lines=tuple(lines),
            after=form.after,
            style=form.style,
            contextual=form.contextual,
            keep_next=form.keep_next,
            solid=form.keep_lines,
            widow=form.widow,
            break_before=form.break_before,
            slack_pt=slack_pt,
        )

    def _form(self, part: str, template: int) -> ParagraphFormat:
        form = self._forms.get((part, template))
        if form is None:
            program = self._template.programs[part]
            element = program.paragraphs[template]
            form = self._styles.paragraph(child(element, "pPr"), program.table_style(template))
            self._forms[part, template] = form
        return form

    def _mark_font(self, part: str, template: int, form: ParagraphFormat) -> Font:
        ppr = child(self._template.programs[part].paragraphs[template], "pPr")
        mark = child(ppr, "rPr")
        table = self._template.programs[part].table_style(template)
        return form.font if mark is None else self._styles.run(ppr, mark, "", table)

    def _font(self, part: str, template: int, run: Run) -> Font:
        key = (part, template, run.format, run.kind)
        font = self._fonts.get(key)
        if font is None:
            program = self._template.programs[part]
            names = {REF: REFERENCE_STYLE, MARK: REFERENCE_STYLE, LINK: LINK_STYLE}
            style = self._styles.by_name.get(names.get(run.kind, "").lower(), "")
            font = self._fonts[key] = self._styles.run(
                child(program.paragraphs[template], "pPr"),
                program.formats[run.format],
                style,
                program.table_style(template),
            )
        return font

    def _picture(self, part: str, block: Paragraph) -> float:
        """Height of the tallest picture in line with the text, or above or below it."""
        raw = self._template.programs[part].raw
        kept = [raw[int(run.target)] for run in block.runs if run.kind == RAW]
        return max((picture_height(element) for element in kept), default=0.0)

    # -- what every brief needs

    def _check_breaks(self) -> None:
        """Raises :class:`TemplateError` for a page break in a template of one page."""
        raw = self._template.programs[self._main].raw
        breaks = (b for element in raw for b in element.iter(W + "br"))
        if self._pages == 1 and any(value(b, "type") == "page" for b in breaks):
            raise TemplateError(
                "template: a page break makes it two pages; remove it, or give --pages 2"
            )

    def _check_room(self) -> None:
        """Raises :class:`TemplateError` when not even one short point fits."""
        point = Point("A point of one short line.", "", 1, 0, 0, "", 0.0)
        source = SourceEntry(1, "", "Title of a source", "Outlet", "2024-01-01", "")
        brief = Brief(
            "Brief", "2024-01-01", "en", None, (Section("", "Sector", (point,)),), (source,)
        )
        fill = self.measure(brief)
        scope = self._template.scope(brief)
        if not _shows(self._template.blocks(self._main, scope), point):
            raise TemplateError(
                "template: shows no points; loop over sections and section.points in it"
            )
        if not fill.fits:
            raise TemplateError(
                f"template: leaves no room for a single point on {self._pages} "
                f"{'page' if self._pages == 1 else 'pages'} of {self.paper}; "
                f"{fill.used_pt - fill.room_pt:.0f} pt are missing"
            )


def _shows(blocks: list[Block], point: Point) -> bool:
    """Whether ``blocks`` show ``point`` somewhere."""
    return any(shown is point for p in paragraphs(blocks) for shown, _, _ in p.points)
