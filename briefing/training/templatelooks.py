"""Make the shipped templates of three desks: ``morning_note.docx``, ``ministry.docx`` and
``coverage.docx``.

    python -m briefing.training.templatelooks [FOLDER]

They use the styles of :mod:`briefing.training.templatestyles` and add a few of their own. The
colour of each is one colour of its theme.
"""

from __future__ import annotations

import sys
from pathlib import Path

from briefing.docx.package import Package
from briefing.training.templates import (
    ALSO,
    BOTTOM_LINE,
    HEADING,
    LISTED,
    NBSP,
    OUT,
    SECTIONS,
    SECTOR_LINE,
    build,
    chosen,
    columned,
    each,
    figure_strip,
    point,
)
from briefing.training.templatestyles import BOLD, QUIET, Look, paragraph, rule
from briefing.training.wordxml import field, margins, para, root, size, spacing, text, w

WHITE = w("color", val="FFFFFF", themeColor="background1")
INK = "1F3552"
"""The colour of the styles that all looks share; each look puts its own in its place."""

MORNING_NOTE = Look(
    latin="Arial", size=18, title=34, lead=21, heading=18, small=14, figure=26, line=247,
    bullet_after=40, heading_before=0, margins=(794, 1077, 850, 1077),
)  # fmt: skip
MINISTRY = Look(
    latin="Cambria", size=21, title=36, lead=23, heading=23, small=16, figure=26, line=252,
    bullet_after=50, heading_before=170, margins=(1134, 1304, 964, 1304),
)  # fmt: skip
COVERAGE = Look(
    latin="Calibri", size=20, title=52, lead=26, heading=24, small=15, figure=24, line=245,
    bullet_after=20, heading_before=170, margins=(907, 1134, 850, 1134),
)  # fmt: skip
COLOURS = {"morning_note": "0B4F4A", "ministry": "5A1F2B", "coverage": "1D4E89"}
"""The ink of each look: dark enough for 7:1 on white (WCAG 2.1, 1.4.6)."""

PAGE = w("r", w("tab")) + field("PAGE", "1")


def shade(colour: str = INK, role: str = "text2") -> str:
    """The background of a band."""
    return w("shd", val="clear", color="auto", fill=colour, themeFill=role)


def plain_table(widths: tuple[int, ...], *rows: str, rules: str = "") -> str:
    """A table over the whole line, without rules but those given."""
    properties = w(
        "tblPr",
        w("tblW", w=5000, type="pct"),
        w("tblBorders", rules) if rules else "",
        w("tblLayout", type="fixed"),
        margins(50, 0, 20, 0),
    )
    return w("tbl", properties, w("tblGrid", *(w("gridCol", w=n) for n in widths)), *rows)


def table_cell(width: int, content: str, more: str = "") -> str:
    return w("tc", w("tcPr", w("tcW", w=width, type="dxa"), more), content)


# -- a bank's morning note: sectors at the left, their points at the right

NOTE_WIDTHS = (1850, 7902)


def loop_row(statement: str) -> str:
    """A row that repeats or ends a repetition of rows."""
    first = table_cell(NOTE_WIDTHS[0], para("Normal", statement))
    return w("tr", first, table_cell(NOTE_WIDTHS[1], para("Normal")))


def note_rows() -> str:
    """A row for each sector."""
    inner = each("point", "section.points", para("ListBullet", point("point")))
    cells = (
        # kept with the next row, the table would not break over pages
        table_cell(NOTE_WIDTHS[0], para("Heading2", "{{ section.title }}", w("keepNext", val=0))),
        table_cell(NOTE_WIDTHS[1], inner),
    )
    rows = (
        loop_row("{%tr for section in sections %}"),
        w("tr", *cells),
        loop_row("{%tr endfor %}"),
    )
    lines = rule("top") + rule("bottom") + rule("insideH")
    return plain_table(NOTE_WIDTHS, *rows, rules=lines)


def note_body(look: Look) -> str:
    issuer = text("{% if issuer %}{{ issuer }}{% else %}{{ labels.daily_brief }}{% endif %}")
    band = para("Band", issuer + w("r", w("tab")) + text("{{ date }}"))
    lead = chosen("bottom_line", para("Callout", point("bottom_line")))
    head = band + para("Title", "{{ title }}") + SECTOR_LINE + lead + figure_strip()
    head += para("TableGap", NBSP)
    return columned(look, head + note_rows() + HEADING, LISTED)


def boxed(fill: str, role: str) -> str:
    """Borders in the colour of the background, so that the text stands off its edge."""
    sides = ("top", "left", "bottom", "right")
    theme = {"themeColor": role}
    lines = (w(s, val="single", sz=4, space=4, color=fill, **theme) for s in sides)
    return w("pBdr", *lines) + shade(fill, role)


def note_styles(look: Look) -> str:
    inset = w("ind", left=90, right=90)
    stop = w("tabs", w("tab", val="right", pos=11906 - look.margins[1] - look.margins[3] - 90))
    band = boxed(INK, "text2") + stop + spacing(0, 200, 240) + inset
    callout = w("keepLines") + boxed("E9ECF0", "background2") + spacing(80, 220, 264) + inset
    return (
        paragraph("Band", band, BOLD + WHITE + size(look.size + 1))
        + paragraph("Callout", callout, size(look.lead))
        + paragraph("Table Gap", spacing(0, 0, 120, "exact"), size(2))
    )


# -- a ministry's one-pager: issuer and marking at the head, contact and edition at the foot


def ministry_body(look: Look) -> str:
    head = para("Title", "{{ title }}") + SECTOR_LINE + para("Date", "{{ date_line }}")
    return columned(look, head + BOTTOM_LINE + figure_strip() + SECTIONS + HEADING, LISTED)


def ministry_header() -> str:
    """The issuer, and at the right the marking."""
    issuer = text("{% if issuer %}{{ issuer }}{% endif %}", "Issuer")
    marking = w("r", w("tab")) + text("{{ marking }}", "Marking")
    return root("hdr", chosen("issuer or marking", para("Letterhead", issuer + marking)))


def ministry_footer() -> str:
    """Whom to ask, the edition, and the page's number."""
    asked = "{{ contact }}{% if contact and edition %} · {% endif %}{{ edition }}"
    return root("ftr", para("Footer", text(asked) + PAGE))


def ministry_styles(look: Look) -> str:
    right = 11906 - look.margins[1] - look.margins[3]
    stop = w("tabs", w("tab", val="right", pos=right))
    spaced = w("spacing", val=30)
    marking = w("caps") + w("color", val="A11D1D") + spaced + size(look.size - 2)
    return (
        paragraph("Letterhead", w("pBdr", rule("bottom", 6)) + stop + spacing(0, 120, 240))
        + character("Issuer", BOLD + w("smallCaps") + color() + w("spacing", val=16))
        + character("Marking", BOLD + marking)
    )


def color() -> str:
    return w("color", val=INK, themeColor="text2")


def character(name: str, rpr: str) -> str:
    """A character style for users to pick."""
    quick = w("uiPriority", val=1) + w("qFormat")
    named = w("name", val=name)
    return w("style", named, quick, w("rPr", rpr), type="character", customStyle=1, styleId=name)


# -- a press office's coverage page: each point with its outlet, and what else was in the news


def outlet(name: str, style: str = "Outlet") -> str:
    """Where and when the words of a point appeared."""
    line = (
        f"{{{{ {name}.origin.outlet|trim }}}}"
        f"{{% if {name}.origin.outlet and {name}.origin.date %}}, {{% endif %}}"
        f"{{{{ {name}.origin.date|trim }}}}"
    )
    return para(style, line)


def coverage_body(look: Look) -> str:
    head = (
        chosen("issuer", para("Kicker", "{{ issuer }}"))
        + para("Title", "{{ title }}")
        + SECTOR_LINE
        + para("Date", "{{ date_line }}")
    )
    lead = chosen(
        "bottom_line",
        para("CoverageLead", point("bottom_line")),
        outlet("bottom_line", "LeadOutlet"),
    )
    points = each("point", "section.points", para("ListBullet", point("point")), outlet("point"))
    sections = each("section", "sections", para("Heading2", "{{ section.title }}"), points)
    return columned(look, head + lead + sections + ALSO + HEADING, LISTED)


def coverage_styles(look: Look) -> str:
    quiet = QUIET + size(look.small + 1)
    kicker = BOLD + w("caps") + color() + w("spacing", val=30) + size(look.small + 2)
    indent = w("ind", left=13 * look.size)
    return (
        paragraph("Kicker", spacing(0, 0, 240), kicker)
        + paragraph("Outlet", w("keepLines") + spacing(0, 70, 240) + indent, quiet)
        + paragraph("Coverage Lead", w("keepNext") + spacing(0, 20, 264), base="BottomLine")
        + paragraph("Lead Outlet", spacing(0, 150, 240), quiet, base="BottomLine")
    )


def desk(name: str, look: Look, body: str, title: str, more: str) -> bytes:
    """A template in its own colour, with styles of its own."""
    package = Package.read(build(look, body, title))
    colour = COLOURS[name].encode()
    styles = package.parts["word/styles.xml"]
    package.parts["word/styles.xml"] = styles.replace(
        b"</w:styles>", more.encode() + b"</w:styles>"
    )
    for part in ("word/styles.xml", "word/theme/theme1.xml", "word/document.xml"):
        package.parts[part] = package.parts[part].replace(INK.encode(), colour)
    return package.to_bytes()


def ministry() -> bytes:
    """The ministry's one-pager, whose head and foot are its own."""
    styles = ministry_styles(MINISTRY)
    data = desk("ministry", MINISTRY, ministry_body(MINISTRY), "Ministry", styles)
    package = Package.read(data)
    for number in (1, 2):  # first page, further pages
        package.parts[f"word/header{number}.xml"] = ministry_header().encode()
        package.parts[f"word/footer{number}.xml"] = ministry_footer().encode()
    return package.to_bytes()


def main(folder: Path = OUT) -> None:
    """Write the templates into ``folder``."""
    note = desk(
        "morning_note", MORNING_NOTE, note_body(MORNING_NOTE), "Morning note",
        note_styles(MORNING_NOTE),
    )  # fmt: skip
    coverage = desk(
        "coverage", COVERAGE, coverage_body(COVERAGE), "Coverage", coverage_styles(COVERAGE)
    )
    (folder / "morning_note.docx").write_bytes(note)
    (folder / "ministry.docx").write_bytes(ministry())
    (folder / "coverage.docx").write_bytes(coverage)


if __name__ == "__main__":
    main(*(Path(a) for a in sys.argv[1:2]))
