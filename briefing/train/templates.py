"""Make the shipped DOCX templates: ``templates/brief.docx``, ``memo.docx`` and ``digest.docx``.

    python -m briefing.train.templates [FOLDER]

Each is a Word file with real styles only: open one in Word, change its styles, margins, header and
footer, and pass it with ``--template``. The looks are in the tables below, sizes in half-points,
distances in twips (a twentieth of a point), colours from the theme so that another theme takes.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape

from briefing.page.ooxml import Package

OUT = Path(__file__).parent.parent.parent / "templates"

NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
PROLOG = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"

INK = '<w:color w:val="1F3552" w:themeColor="text2"/>'
QUIET = '<w:color w:val="595959" w:themeColor="text1" w:themeTint="A6"/>'
HAIRLINE = 'w:val="single" w:sz="4" w:color="BFC5CE" w:themeColor="background2" w:themeShade="BF"'


@dataclass(frozen=True)
class Look:
    """What differs between the templates: typeface, sizes (half-points), distances (twips)."""

    latin: str = "Calibri"
    size: int = 21
    title: int = 46
    lead: int = 26
    heading: int = 24
    small: int = 16
    figure: int = 34
    line: int = 252
    bullet_after: int = 60
    heading_before: int = 190
    margins: tuple[int, int, int, int] = (1077, 1304, 1020, 1304)
    columns: int = 1
    column_space: int = 454
    extra: dict[str, str] = field(default_factory=dict)


BRIEF = Look()
MEMO = Look(latin="Cambria", size=21, title=36, lead=23, heading=22, line=252)
DIGEST = Look(
    latin="Arial",
    size=17,
    title=44,
    lead=23,
    heading=20,
    small=14,
    figure=30,
    line=252,
    bullet_after=50,
    heading_before=150,
    margins=(964, 964, 907, 964),
    columns=2,
)


def style(
    kind: str, key: str, name: str, *, base: str = "", ppr: str = "", rpr: str = "", more: str = ""
) -> str:
    """A style definition; ``more`` goes between name and properties (next, priority, …)."""
    default = ' w:default="1"' if key in ("Normal", "DefaultParagraphFont", "TableNormal") else ""
    custom = ' w:customStyle="1"' if name in CUSTOM else ""
    based = f'<w:basedOn w:val="{base}"/>' if base else ""
    properties = (f"<w:pPr>{ppr}</w:pPr>" if ppr else "") + (f"<w:rPr>{rpr}</w:rPr>" if rpr else "")
    return (
        f'<w:style w:type="{kind}"{default}{custom} w:styleId="{key}"><w:name w:val="{name}"/>'
        f"{based}{more}{properties}</w:style>"
    )


CUSTOM = {
    "Bottom Line",
    "Key Figures",
    "Figure Value",
    "Figure Label",
    "Sources Heading",
    "Source",
    "Reference",
    "Memo Line",
    "Memo Label",
}
NEXT = '<w:next w:val="{}"/><w:uiPriority w:val="1"/><w:qFormat/>'
QUICK = '<w:uiPriority w:val="1"/><w:qFormat/>'


def spacing(before: int = 0, after: int = 0, line: int = 0) -> str:
    lines = f' w:line="{line}" w:lineRule="auto"' if line else ""
    return f'<w:spacing w:before="{before}" w:after="{after}"{lines}/>'


def size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def styles(look: Look) -> str:
    """The styles part."""
    theme = "".join(
        f' w:{script}Theme="{name}"'
        for script, name in (
            ("ascii", "minorHAnsi"),
            ("hAnsi", "minorHAnsi"),
            ("eastAsia", "minorEastAsia"),
            ("cs", "minorBidi"),
        )
    )
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts{theme}/>{size(look.size)}"
        '<w:lang w:val="en-GB" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
    )
    body = "".join((*paragraph_styles(look), *other_styles(look)))
    return f"{PROLOG}<w:styles {NS}>{defaults}{body}</w:styles>"


def paragraph_styles(look: Look) -> list[str]:
    """Styles of paragraphs, in the order of the page."""
    bar = '<w:pBdr><w:left w:val="single" w:sz="24" w:space="9" w:color="1F3552" w:themeColor="text2"/></w:pBdr>'
    rule = f'<w:pBdr><w:top {HAIRLINE} w:space="5"/></w:pBdr>'
    made = [
        style("paragraph", "Normal", "Normal", more="<w:qFormat/>", ppr=spacing(0, 60, look.line)),
        style(
            "paragraph",
            "Title",
            "Title",
            base="Normal",
            more=NEXT.format("Date"),
            ppr=f'<w:keepNext/><w:keepLines/>{spacing(0, 30, 228)}<w:outlineLvl w:val="0"/>',
            rpr=f"<w:b/><w:bCs/>{INK}{size(look.title)}",
        ),
        style(
            "paragraph",
            "Date",
            "Date",
            base="Normal",
            more=NEXT.format("BottomLine"),
            ppr=spacing(0, 150),
            rpr=f"{QUIET}{size(look.size - 1)}",
        ),
        style(
            "paragraph",
            "BottomLine",
            "Bottom Line",
            base="Normal",
            more=QUICK,
            ppr=f'<w:keepLines/>{bar}{spacing(0, 150, 259)}<w:ind w:left="240"/>',
            rpr=size(look.lead),
        ),
        style(
            "paragraph",
            "Heading2",
            "heading 2",
            base="Normal",
            more=NEXT.format("ListBullet"),
            ppr=f'<w:keepNext/><w:keepLines/>{spacing(look.heading_before, 40)}<w:outlineLvl w:val="1"/>',
            rpr=f"<w:b/><w:bCs/>{INK}{size(look.heading)}",
        ),
        style(
            "paragraph",
            "ListBullet",
            "List Bullet",
            base="Normal",
            more=QUICK,
            ppr=f'<w:numPr><w:numId w:val="1"/></w:numPr>{spacing(0, look.bullet_after, look.line)}',
        ),
        style(
            "paragraph",
            "FigureValue",
            "Figure Value",
            base="Normal",
            more=QUICK,
            ppr=f"<w:keepNext/>{spacing(0, 0, 240)}",
            rpr=f"<w:b/><w:bCs/>{INK}{size(look.figure)}",
        ),
        style(
            "paragraph",
            "FigureLabel",
            "Figure Label",
            base="Normal",
            more=QUICK,
            ppr=spacing(0, 0, 240),
            rpr=f"{QUIET}{size(look.small + 1)}",
        ),
        style(
            "paragraph",
            "SourcesHeading",
            "Sources Heading",
            base="Heading2",
            more=NEXT.format("Source"),
            ppr=f"{rule}{spacing(look.heading_before, 30)}",
            rpr=size(look.small + 3),
        ),
        style(
            "paragraph",
            "Source",
            "Source",
            base="Normal",
            more=QUICK,
            ppr=f'<w:keepLines/><w:numPr><w:numId w:val="2"/></w:numPr>{spacing(0, 10, 240)}',
            rpr=size(look.small),
        ),
        style(
            "paragraph",
            "Footer",
            "footer",
            base="Normal",
            ppr=f'{spacing(0, 0, 240)}<w:jc w:val="right"/>',
            rpr=f"{QUIET}{size(look.small)}",
        ),
    ]
    return made


def other_styles(look: Look) -> list[str]:
    """Styles of characters, tables and lists, and what comments and memos need."""
    cells = '<w:tblCellMar><w:top w:w="{0}" w:type="dxa"/><w:left w:w="{1}" w:type="dxa"/><w:bottom w:w="{0}" w:type="dxa"/><w:right w:w="{1}" w:type="dxa"/></w:tblCellMar>'
    normal = f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{cells.format(0, 108)}</w:tblPr>'
    strip = (
        f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblBorders><w:top {HAIRLINE} w:space="0"/>'
        f'<w:bottom {HAIRLINE} w:space="0"/></w:tblBorders>'
        '<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>'
        '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="170" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    )
    hidden = '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>'
    return [
        style("character", "DefaultParagraphFont", "Default Paragraph Font", more=hidden),
        style(
            "character", "Reference", "Reference", more=QUICK, rpr=f"{QUIET}{size(look.size - 3)}"
        ),
        style(
            "character",
            "Hyperlink",
            "Hyperlink",
            more='<w:uiPriority w:val="99"/><w:unhideWhenUsed/>',
            rpr='<w:color w:val="1F4E8C" w:themeColor="hyperlink"/>',
        ),
        f'<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>{hidden}{normal}</w:style>',
        f'<w:style w:type="table" w:customStyle="1" w:styleId="KeyFigures"><w:name w:val="Key Figures"/><w:basedOn w:val="TableNormal"/>{QUICK}{strip}</w:style>',
        f'<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>{hidden}</w:style>',
        *([] if look is not MEMO else memo_styles(look)),
    ]


def memo_styles(look: Look) -> list[str]:
    rule = f'<w:pBdr><w:bottom {HAIRLINE} w:space="6"/></w:pBdr>'
    tab = '<w:tabs><w:tab w:val="left" w:pos="1304"/></w:tabs>'
    hang = '<w:ind w:left="1304" w:hanging="1304"/>'
    return [
        style(
            "paragraph",
            "MemoLine",
            "Memo Line",
            base="Normal",
            more=QUICK,
            ppr=f"{tab}{spacing(0, 30, 240)}{hang}",
        ),
        style(
            "paragraph",
            "Subtitle",
            "Subtitle",
            base="MemoLine",
            more=QUICK,
            ppr=f"{rule}{spacing(0, 170, 240)}",
        ),
        style("character", "MemoLabel", "Memo Label", more=QUICK, rpr=f"{QUIET}"),
    ]


def numbering(look: Look) -> str:
    """Bullets for points, ``[1]`` for sources."""
    wide = 13 * look.size
    hang = f'<w:pPr><w:ind w:left="{wide}" w:hanging="{wide}"/></w:pPr>'
    narrow = 24 * look.small
    source = f'<w:pPr><w:tabs><w:tab w:val="num" w:pos="{narrow}"/></w:tabs><w:ind w:left="{narrow}" w:hanging="{narrow}"/></w:pPr>'
    levels = (
        (0, "ListBullet", "bullet", "•", hang, INK),
        (1, "Source", "decimal", "[%1]", source, QUIET),
    )
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{i}"><w:multiLevelType w:val="singleLevel"/>'
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:pStyle w:val="{name}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>{ppr}<w:rPr>{rpr}</w:rPr></w:lvl></w:abstractNum>'
        for i, name, kind, text, ppr, rpr in levels
    )
    nums = "".join(
        f'<w:num w:numId="{i + 1}"><w:abstractNumId w:val="{i}"/></w:num>'
        for i in range(len(levels))
    )
    return f"{PROLOG}<w:numbering {NS}>{abstract}{nums}</w:numbering>"


def theme(look: Look) -> str:
    """A sober theme: dark blue ink, the look's one typeface in both roles."""
    colours = (
        ("dk1", "1A1A1A"),
        ("lt1", "FFFFFF"),
        ("dk2", "1F3552"),
        ("lt2", "E9ECF0"),
        ("accent1", "1F3552"),
        ("accent2", "5B7493"),
        ("accent3", "8A6D3B"),
        ("accent4", "4F6F52"),
        ("accent5", "8C4A4A"),
        ("accent6", "6B6B6B"),
        ("hlink", "1F4E8C"),
        ("folHlink", "5B4A80"),
    )
    scheme = "".join(f'<a:{n}><a:srgbClr val="{c}"/></a:{n}>' for n, c in colours)
    face = f'<a:latin typeface="{look.latin}"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="6350">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{PROLOG}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Briefing">'
        f'<a:themeElements><a:clrScheme name="Briefing">{scheme}</a:clrScheme>'
        f'<a:fontScheme name="Briefing"><a:majorFont>{face}</a:majorFont><a:minorFont>{face}</a:minorFont></a:fontScheme>'
        f'<a:fmtScheme name="Briefing"><a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements></a:theme>"
    )


def text(content: str, run_style: str = "") -> str:
    rpr = f'<w:rPr><w:rStyle w:val="{run_style}"/></w:rPr>' if run_style else ""
    return f'<w:r>{rpr}<w:t xml:space="preserve">{escape(content)}</w:t></w:r>'


def para(key: str, content: str, more: str = "") -> str:
    inner = content if content.startswith("<w:r>") else text(content) if content else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{key}"/>{more}</w:pPr>{inner}</w:p>'


def tag(content: str) -> str:
    """A paragraph that holds one tag."""
    return para("Normal", content)


def figure_strip() -> str:
    """Key figures: values as the header row, what they measure below."""

    def cell(content: str) -> str:
        return f'<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/></w:tcPr>{content}</w:tc>'

    def row(content: str, header: str) -> str:
        loop = cell(para("FigureLabel", "{%tc for figure in key_figures %}"))
        return f"<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>{loop}{content}{cell(para('FigureLabel', '{%tc endfor %}'))}</w:tr>"

    values = row(cell(para("FigureValue", "{{ figure.value }}")), "<w:tblHeader/>")
    labels = row(cell(para("FigureLabel", "{{ figure.label }} {{ figure.ref }}")), "")
    return (
        tag("{% if key_figures %}")
        + '<w:tbl><w:tblPr><w:tblStyle w:val="KeyFigures"/><w:tblW w:w="5000" w:type="pct"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        '<w:tblCaption w:val="Key figures"/><w:tblDescription w:val="Figures of the points below: the value, what it measures and its source"/></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="1000"/></w:tblGrid>{values}{labels}</w:tbl>'
        + tag("{% endif %}")
    )


def sections_and_sources() -> str:
    return (
        tag("{% for section in sections %}")
        + para("Heading2", "{{ section.title }}")
        + tag("{% for point in section.points %}")
        + para("ListBullet", "{{ point }}")
        + tag("{% endfor %}")
        + tag("{% endfor %}")
        + para("SourcesHeading", "Sources")
        + tag("{% for source in sources %}")
        + para(
            "Source",
            "{% if source.outlet %}{{ source.outlet }}: {% endif %}{{ source.title }}"
            "{% if source.date %}, {{ source.date }}{% endif %}",
        )
        + tag("{% endfor %}")
    )


def section_break(look: Look, columns: int, kind: str = "") -> str:
    top, right, bottom, left = look.margins
    refs = "" if kind else '<w:footerReference w:type="default" r:id="rId5"/>'
    cols = (
        f'<w:cols w:num="{columns}" w:space="{look.column_space}"/>'
        if columns > 1
        else f'<w:cols w:space="{look.column_space}"/>'
    )
    type_ = f'<w:type w:val="{kind}"/>' if kind else ""
    return (
        f'<w:sectPr>{refs}{type_}<w:pgSz w:w="11906" w:h="16838"/>'
        f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}" '
        f'w:header="567" w:footer="482" w:gutter="0"/>{cols}<w:titlePg/></w:sectPr>'
    )


BOTTOM_LINE = (
    tag("{% if bottom_line %}") + para("BottomLine", "{{ bottom_line }}") + tag("{% endif %}")
)


def brief_body(look: Look) -> str:
    return (
        para("Title", "{{ title }}")
        + para("Date", "{{ dateline }}")
        + BOTTOM_LINE
        + figure_strip()
        + sections_and_sources()
        + section_break(look, 1)
    )


def memo_body(look: Look) -> str:
    def line(label: str, content: str, key: str = "MemoLine") -> str:
        return para(key, text(label, "MemoLabel") + "<w:r><w:tab/></w:r>" + text(content))

    return (
        para("Title", "Memo")
        + tag("{% if to %}")
        + line("To", "{{ to }}")
        + tag("{% endif %}")
        + line("From", "Briefing")
        + tag("{% if date %}")
        + line("Date", "{{ date }}")
        + tag("{% endif %}")
        + line("Subject", "{{ subject }}", "Subtitle")
        + BOTTOM_LINE
        + figure_strip()
        + sections_and_sources()
        + section_break(look, 1)
    )


def digest_body(look: Look) -> str:
    first = f'<w:p><w:pPr><w:pStyle w:val="Date"/>{section_break(look, 1)}</w:pPr></w:p>'
    head = para("Title", "{{ title }}") + para("Date", "{{ dateline }}")
    del first
    return (
        head
        + BOTTOM_LINE
        + figure_strip()
        + para("FigureLabel", "", section_break(look, 1))
        + sections_and_sources()
        + section_break(look, look.columns, "continuous")
    )


FOOTER = (
    f'{PROLOG}<w:ftr {NS}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>'
    + text("{{ title }} · ")
    + "".join(
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'
        if kind != "code"
        else '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
        for kind in ("begin", "code", "separate")
    )
    + '<w:r><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:ftr>'
)
SETTINGS = (
    f'{PROLOG}<w:settings {NS}><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    '</w:compat><w:themeFontLang w:val="en-GB"/>'
    '<w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" w:accent1="accent1" '
    'w:accent2="accent2" w:accent3="accent3" w:accent4="accent4" w:accent5="accent5" w:accent6="accent6" '
    'w:hyperlink="hyperlink" w:followedHyperlink="followedHyperlink"/>'
    '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
)
PARTS = ("styles", "settings", "numbering", "theme", "footer")


def relationships(*rows: tuple[str, str]) -> str:
    body = "".join(
        f'<Relationship Id="rId{i}" Type="{kind}" Target="{target}"/>'
        for i, (kind, target) in enumerate(rows, 1)
    )
    return f'{PROLOG}<Relationships xmlns="{PACKAGE}/relationships">{body}</Relationships>'


def build(look: Look, body: str, title: str) -> bytes:
    """The DOCX file of one template."""
    targets = {"theme": "theme/theme1.xml", "footer": "footer1.xml"}
    names = {part: targets.get(part, f"{part}.xml") for part in PARTS}
    kinds = {part: f"{WORD}.{part}+xml" for part in PARTS}
    kinds["theme"] = "application/vnd.openxmlformats-officedocument.theme+xml"
    overrides = "".join(
        f'<Override PartName="/word/{names[part]}" ContentType="{kinds[part]}"/>' for part in PARTS
    )
    core = "application/vnd.openxmlformats-package.core-properties+xml"
    types = (
        f'{PROLOG}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{WORD}.document.main+xml"/>{overrides}'
        f'<Override PartName="/docProps/core.xml" ContentType="{core}"/></Types>'
    )
    properties = (
        f'{PROLOG}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{title}</dc:title><dc:creator>briefing</dc:creator></cp:coreProperties>"
    )
    parts = {
        "[Content_Types].xml": types,
        "_rels/.rels": relationships(
            (f"{OFFICE}/officeDocument", "word/document.xml"),
            (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "docProps/core.xml": properties,
        "word/document.xml": f"{PROLOG}<w:document {NS}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": relationships(
            *((f"{OFFICE}/{part}", names[part]) for part in PARTS)
        ),
        "word/styles.xml": styles(look),
        "word/settings.xml": SETTINGS,
        "word/numbering.xml": numbering(look),
        "word/theme/theme1.xml": theme(look),
        "word/footer1.xml": FOOTER,
    }
    return Package({name: content.encode() for name, content in parts.items()}).to_bytes()


def main(folder: Path = OUT) -> None:
    """Write the templates into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "brief.docx").write_bytes(build(BRIEF, brief_body(BRIEF), "Brief"))
    (folder / "memo.docx").write_bytes(build(MEMO, memo_body(MEMO), "Memo"))
    (folder / "digest.docx").write_bytes(build(DIGEST, digest_body(DIGEST), "Digest"))


if __name__ == "__main__":
    main(*(Path(a) for a in sys.argv[1:2]))
