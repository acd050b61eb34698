"""Make the shipped DOCX templates: ``templates/brief.docx``, ``memo.docx`` and ``digest.docx``.

    python -m briefing.training.templates [FOLDER]

Each is a Word file with real styles only: open one in Word, change its styles, margins, header and
footer, and pass it with ``--template``. What differs between them is in :class:`Look`; colours
come from the theme, so that another theme takes.
"""

from __future__ import annotations

import sys
from pathlib import Path

from briefing.docx.package import Package
from briefing.training.templatestyles import (
    Look,
    font_table,
    numbering,
    settings,
    styles,
    theme,
)
from briefing.training.wordxml import (
    OFFICE,
    OPEN,
    PACKAGE,
    PROLOG,
    WORD,
    content_types,
    field,
    para,
    relationships,
    root,
    text,
    w,
)

OUT = Path(__file__).parent.parent.parent / "templates"

BRIEF = Look()
MEMO = Look(latin="Cambria", title=36, lead=23, heading=22, figure=24, memo=True)
DIGEST = Look(
    latin="Arial",
    size=17,
    title=44,
    lead=23,
    heading=20,
    small=14,
    figure=24,
    bullet_after=50,
    heading_before=150,
    margins=(964, 964, 907, 964),
    columns=2,
)
PARTS = {
    "styles": ("styles.xml", f"{WORD}.styles+xml"),
    "settings": ("settings.xml", f"{WORD}.settings+xml"),
    "numbering": ("numbering.xml", f"{WORD}.numbering+xml"),
    "theme": ("theme/theme1.xml", f"{OPEN}-officedocument.theme+xml"),
    "fontTable": ("fontTable.xml", f"{WORD}.fontTable+xml"),
}
MARGINS = {
    ("header", "first"): "header1.xml",
    ("header", "default"): "header2.xml",
    ("footer", "first"): "footer1.xml",
    ("footer", "default"): "footer2.xml",
}
"""Headers and footers by kind and the pages they stand on."""
STRIP_ALT = "Figures of the points below: the value, then what it measures and its source"


def tag(content: str) -> str:
    """A paragraph that holds one tag."""
    return para("Normal", content)


def chosen(test: str, *content: str) -> str:
    """Paragraphs that are there when ``test`` holds."""
    return tag(f"{{% if {test} %}}") + "".join(content) + tag("{% endif %}")


def each(name: str, values: str, *content: str) -> str:
    """Paragraphs once for each of ``values``."""
    return tag(f"{{% for {name} in {values} %}}") + "".join(content) + tag("{% endfor %}")


def cell(content: str) -> str:
    return w("tc", w("tcPr", w("tcW", w=0, type="auto")), content)


def figure_row(content: str, header: str = "") -> str:
    """A row with a cell for each key figure."""
    first = cell(para("FigureLabel", "{%tc for figure in key_figures %}"))
    last = cell(para("FigureLabel", "{%tc endfor %}"))
    return w("tr", w("trPr", w("cantSplit"), header), first, content, last)


def figure_strip() -> str:
    """Key figures: the values as header row, what they measure below."""
    look = w("tblLook", val="0020", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0)
    properties = w(
        "tblPr",
        w("tblStyle", val="KeyFigures"),
        w("tblW", w=5000, type="pct"),
        w("tblLayout", type="fixed"),
        look,
        w("tblCaption", val="Key figures"),
        w("tblDescription", val=STRIP_ALT),
    )
    values = figure_row(cell(para("FigureValue", "{{ figure.value }}")), w("tblHeader"))
    label = text(f"{{{{ figure.label }}}}{NBSP}") + text("{{ figure.ref }}", "FigureReference")
    labels = figure_row(cell(para("FigureLabel", label)))
    table = w("tbl", properties, w("tblGrid", w("gridCol", w=1000)), values, labels)
    return chosen("key_figures", table)


NBSP = "\u00a0"
NOTE = (
    text("{% if X.conflict_note %}")
    + text(" ")
    + text("{{ X.conflict_note }}", "ConflictNote")
    + text("{% endif %}")
)


def point(name: str) -> str:
    """A point with its source numbers and the note on differing values."""
    return text(f"{{{{ {name} }}}}") + NOTE.replace("X", name)


BOTTOM_LINE = chosen(
    "bottom_line",
    chosen("bottom_line.sector_title", para("BottomLineLabel", "{{ bottom_line.sector_title }}")),
    para("BottomLine", point("bottom_line")),
)
SECTIONS = each(
    "section",
    "sections",
    para("Heading2", "{{ section.title }}"),
    each("point", "section.points", para("ListBullet", point("point"))),
)
SECTOR_LINE = chosen("sector_line", para("Sectors", "{{ sector_line }}"))
ALSO = chosen(
    "also",
    para("Heading2", "{{ labels.also }}"),
    each("event", "also", para("ListBullet", "{{ event }}")),
)
HEADING = para("SourcesHeading", "{{ labels.sources }}")
LISTED = each("source", "sources", para("Source", "{{ source.entry }}"))


def section(look: Look, columns: int = 1, kind: str = "") -> str:
    """Section properties; ``kind`` continuous: on the same page, after columns of another kind."""
    top, right, bottom, left = look.margins
    margins = (
        ""
        if kind
        else "".join(
            f'<w:{part}Reference w:type="{pages}" r:id="{_margin_id(part, pages)}"/>'
            for part, pages in MARGINS
        )
    )
    cols = {"num": columns} if columns > 1 else {}
    return w(
        "sectPr",
        margins,
        w("type", val=kind) if kind else "",
        w("pgSz", w=11906, h=16838),
        w(
            "pgMar",
            top=top,
            right=right,
            bottom=bottom,
            left=left,
            header=454,
            footer=397,
            gutter=0,
        ),
        w("cols", **cols, space=look.column_space),
        w("titlePg"),
    )


def _margin_id(part: str, pages: str) -> str:
    return f"rId{len(PARTS) + list(MARGINS).index((part, pages)) + 1}"


def columned(look: Look, before: str, content: str) -> str:
    """``before`` over the whole line, then ``content`` in two columns."""
    end = para("SectionEnd", NBSP, section(look))
    return before + end + content + section(look, 2, "continuous")


def brief_body(look: Look) -> str:
    head = para("Title", "{{ title }}") + SECTOR_LINE + para("Date", "{{ date_line }}")
    return columned(look, head + BOTTOM_LINE + figure_strip() + SECTIONS + HEADING, LISTED)


def memo_line(label: str, content: str, style: str = "MemoLine") -> str:
    """``To``, a tab, and to whom."""
    return para(
        style, text(f"{{{{ labels.{label} }}}}", "MemoLabel") + w("r", w("tab")) + text(content)
    )


def memo_body(look: Look) -> str:
    head = (
        para("Title", "{{ labels.memo }}")
        + chosen("to", memo_line("to", "{{ to }}"))
        + chosen("sender", memo_line("sender", "{{ sender }}"))
        + chosen("date", memo_line("date", "{{ date }}"))
        + memo_line("subject", "{{ subject }}", "Subtitle")
        + SECTOR_LINE
    )
    return columned(look, head + BOTTOM_LINE + figure_strip() + SECTIONS + HEADING, LISTED)


def digest_body(look: Look) -> str:
    head = para("Title", "{{ title }}") + SECTOR_LINE + para("Date", "{{ date_line }}")
    return columned(look, head + BOTTOM_LINE + figure_strip(), SECTIONS + ALSO + HEADING + LISTED)


def header() -> str:
    """The marking, where one is given."""
    return root("hdr", chosen("marking", para("Header", "{{ marking }}")))


def footer(pages: str) -> str:
    """Who issues the brief and the page's number; on further pages also its title."""
    page = w("r", w("tab")) + field("PAGE", "1" if pages == "first" else "2")
    if pages == "first":
        return root("ftr", chosen("imprint", para("Footer", text("{{ imprint }}") + page)))
    title = text("{{ title }}{% if imprint %} · {{ imprint }}{% endif %}")
    return root("ftr", para("Footer", title + page))


def core_properties(title: str) -> str:
    return (
        f'{PROLOG}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title>'
        "<dc:creator>briefing</dc:creator></cp:coreProperties>"
    )


def build(look: Look, body: str, title: str) -> bytes:
    """The DOCX file of one template."""
    overrides = {f"word/{target}": kind for target, kind in PARTS.values()}
    overrides["word/document.xml"] = f"{WORD}.document.main+xml"
    overrides["docProps/core.xml"] = f"{OPEN}-package.core-properties+xml"
    overrides |= {f"word/{name}": f"{WORD}.{part}+xml" for (part, _), name in MARGINS.items()}
    parts = {
        "[Content_Types].xml": content_types(overrides),
        "_rels/.rels": relationships(
            (
                (f"{OFFICE}/officeDocument", "word/document.xml"),
                (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            )
        ),
        "docProps/core.xml": core_properties(title),
        "word/document.xml": root("document", w("body", body)),
        "word/_rels/document.xml.rels": relationships(
            [(f"{OFFICE}/{kind}", target) for kind, (target, _) in PARTS.items()]
            + [(f"{OFFICE}/{part}", name) for (part, _), name in MARGINS.items()]
        ),
        "word/styles.xml": styles(look),
        "word/settings.xml": settings(),
        "word/numbering.xml": numbering(look),
        "word/theme/theme1.xml": theme(look),
        "word/fontTable.xml": font_table(look),
    }
    for (part, pages), name in MARGINS.items():
        parts[f"word/{name}"] = header() if part == "header" else footer(pages)
    return Package({name: content.encode() for name, content in parts.items()}).to_bytes()


def main(folder: Path = OUT) -> None:
    """Write the templates into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "brief.docx").write_bytes(build(BRIEF, brief_body(BRIEF), "Brief"))
    (folder / "memo.docx").write_bytes(build(MEMO, memo_body(MEMO), "Memo"))
    (folder / "digest.docx").write_bytes(build(DIGEST, digest_body(DIGEST), "Digest"))


if __name__ == "__main__":
    main(*(Path(a) for a in sys.argv[1:2]))
