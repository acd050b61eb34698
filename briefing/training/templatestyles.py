"""The looks of the shipped templates: styles, lists, theme and settings.

Sizes are in half-points, distances in twips (a twentieth of a point).
"""

from __future__ import annotations

from dataclasses import dataclass

from briefing.training.wordxml import PROLOG, margins, root, size, spacing, w

INK = w("color", val="1F3552", themeColor="text2")
QUIET = w("color", val="595959", themeColor="text1", themeTint="A6")
LINK = w("color", val="2A4D7C", themeColor="hyperlink")
BOLD = w("b") + w("bCs")
QUICK = w("uiPriority", val=1) + w("qFormat")
HIDDEN = w("uiPriority", val=99) + w("semiHidden") + w("unhideWhenUsed")
# Names that Word does not know by itself.
CUSTOM = (
    "Bottom Line",
    "Bottom Line Label",
    "Conflict Note",
    "Figure Reference",
    "Key Figures",
    "Figure Value",
    "Figure Label",
    "Sources Heading",
    "Source",
    "Reference",
    "Memo Line",
    "Memo Label",
    "Section End",
)
DEFAULTS = ("Normal", "DefaultParagraphFont", "TableNormal", "NoList")
SMALLEST_RAISED = 19
"""Size in half-points from which source numbers are raised; of smaller text they would be below
5.5 pt, less than print needs."""
SERIF = ("Cambria", "Times New Roman")
COLOURS = (
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
    ("hlink", "2A4D7C"),
    ("folHlink", "5B4A80"),
)


@dataclass(frozen=True)
class Look:
    """What differs between the templates: typeface, sizes, distances, columns."""

    latin: str = "Calibri"
    size: int = 20
    title: int = 40
    lead: int = 24
    heading: int = 22
    small: int = 15
    figure: int = 24
    line: int = 247
    bullet_after: int = 48
    heading_before: int = 150
    margins: tuple[int, int, int, int] = (1020, 1191, 907, 1191)
    columns: int = 1
    column_space: int = 454
    memo: bool = False


def rule(side: str, space: int = 0) -> str:
    """A hairline on one side."""
    return w(
        side,
        val="single",
        sz=4,
        space=space,
        color="BFC5CE",
        themeColor="background2",
        themeShade="BF",
    )


def style(
    kind: str, name: str, *, base: str = "", more: str = "", ppr: str = "", rpr: str = ""
) -> str:
    """A style; its id is its name without blanks, as Word makes it; ``more``: next, priority."""
    ids = {
        "heading 2": "Heading2",
        "footer": "Footer",
        "header": "Header",
        "Normal Table": "TableNormal",
    }
    key = ids.get(name, name.replace(" ", ""))
    stated: dict[str, object] = {"type": kind}
    if key in DEFAULTS:
        stated["default"] = 1
    if name in CUSTOM:
        stated["customStyle"] = 1
    return w(
        "style",
        w("name", val=name),
        w("basedOn", val=base) if base else "",
        more,
        w("pPr", ppr) if ppr else "",
        w("rPr", rpr) if rpr else "",
        **stated,
        styleId=key,
    )


def paragraph(name: str, ppr: str, rpr: str = "", *, base: str = "Normal", next_: str = "") -> str:
    """A paragraph style for users to pick."""
    more = (w("next", val=next_) if next_ else "") + QUICK
    return style("paragraph", name, base=base, more=more, ppr=ppr, rpr=rpr)


def kept(*properties: str) -> str:
    """Paragraph properties that keep the paragraph whole and with the next one."""
    return w("keepNext") + w("keepLines") + "".join(properties)


def head_styles(look: Look) -> list[str]:
    """Title, date line, bottom line and headings."""
    bar = w("pBdr", w("left", val="single", sz=24, space=9, color="1F3552", themeColor="text2"))
    outline = w("outlineLvl", val=0)
    return [
        style("paragraph", "Normal", more=w("qFormat"), ppr=spacing(0, 60, look.line)),
        paragraph(
            "Title",
            kept(spacing(0, 30, 228), outline),
            BOLD + INK + size(look.title),
            next_="Sectors",
        ),
        paragraph("Sectors", spacing(0, 20), BOLD + QUIET + size(look.size - 1), next_="Date"),
        paragraph("Date", spacing(0, 150), QUIET + size(look.size - 1), next_="BottomLine"),
        paragraph(
            "Bottom Line Label",
            kept(bar, spacing(0, 10, 240), w("ind", left=240)),
            BOLD + QUIET + size(look.small + 2),
            next_="BottomLine",
        ),
        paragraph(
            "Bottom Line",
            w("keepLines") + bar + spacing(0, 150, 264) + w("ind", left=240),
            size(look.lead),
        ),
        paragraph(
            "heading 2",
            kept(spacing(look.heading_before, 40), w("outlineLvl", val=1)),
            BOLD + INK + size(look.heading),
            next_="ListBullet",
        ),
        paragraph(
            "Sources Heading",
            kept(w("pBdr", rule("top", 5)), spacing(look.heading_before, 30)),
            size(look.small + 3),
            base="Heading2",
            next_="Source",
        ),
    ]


def body_styles(look: Look) -> list[str]:
    """Points, key figures, sources, footer."""
    bullets, sources = (w("numPr", w("numId", val=n)) for n in (1, 2))
    whole = w("keepLines") if look.columns > 1 else ""  # a point stays in one column
    width = 11906 - look.margins[1] - look.margins[3]
    return [
        paragraph("List Bullet", whole + bullets + spacing(0, look.bullet_after, look.line)),
        paragraph(
            "Figure Value",
            w("keepNext") + spacing(40, 0, 228),
            BOLD + INK + size(look.figure),
        ),
        paragraph("Figure Label", spacing(0, 40, 240), QUIET + size(look.small + 1)),
        paragraph("Source", w("keepLines") + sources + spacing(0, 10, 240), size(look.small)),
        style(
            "paragraph",
            "Section End",
            base="Normal",
            ppr=spacing(0, 0, 20, "exact"),
            rpr=size(2),
        ),
        style(
            "paragraph",
            "header",
            base="Normal",
            ppr=spacing(0, 0, 240) + w("jc", val="center"),
            rpr=BOLD + QUIET + w("spacing", val=20) + size(look.small + 1),
        ),
        style(
            "paragraph",
            "footer",
            base="Normal",
            ppr=w("tabs", w("tab", val="right", pos=width)) + spacing(0, 0, 240),
            rpr=QUIET + size(look.small),
        ),
    ]


def other_styles(look: Look) -> list[str]:
    """Styles of characters, tables and lists."""
    raised = w("vertAlign", val="superscript")
    reference = raised if look.size >= SMALLEST_RAISED else size(look.small - 1)
    lines = w("tblBorders", rule("top"), rule("bottom"))
    indent = w("tblInd", w=0, type="dxa")
    plain = w("tblPr", indent, margins(0, 108, 0, 108))
    strip = w("tblPr", indent, lines, margins(20, 170, 20, 0))
    link = w("uiPriority", val=99) + w("unhideWhenUsed")
    name = w("name", val="Key Figures") + w("basedOn", val="TableNormal") + QUICK
    return [
        style("character", "Default Paragraph Font", more=HIDDEN),
        style("character", "Reference", more=QUICK, rpr=QUIET + reference),
        style("character", "Figure Reference", more=QUICK, rpr=QUIET),
        style("character", "Conflict Note", more=QUICK, rpr=w("i") + w("iCs") + QUIET),
        style("character", "Hyperlink", more=link, rpr=LINK),
        w(
            "style",
            w("name", val="Normal Table"),
            HIDDEN,
            plain,
            type="table",
            default=1,
            styleId="TableNormal",
        ),
        w("style", name, strip, type="table", customStyle=1, styleId="KeyFigures"),
        style("numbering", "No List", more=HIDDEN),
    ]


def memo_styles() -> list[str]:
    """The lines To, From, Date and Subject of a memo."""
    stop = w("tabs", w("tab", val="left", pos=1304))
    hang = w("ind", left=1304, hanging=1304)
    ruled = w("pBdr", rule("bottom", 6)) + spacing(0, 170, 240)
    return [
        paragraph("Memo Line", stop + spacing(0, 30, 240) + hang),
        paragraph("Subtitle", ruled, base="MemoLine"),
        style("character", "Memo Label", more=QUICK, rpr=QUIET),
    ]


def styles(look: Look) -> str:
    """The styles part."""
    fonts = w(
        "rFonts",
        asciiTheme="minorHAnsi",
        hAnsiTheme="minorHAnsi",
        eastAsiaTheme="minorEastAsia",
        cstheme="minorBidi",
    )
    language = w("lang", val="en-GB", eastAsia="en-US", bidi="ar-SA")
    defaults = w(
        "docDefaults",
        w("rPrDefault", w("rPr", fonts, size(look.size), language)),
        w("pPrDefault"),
    )
    extra = memo_styles() if look.memo else []
    return root(
        "styles", defaults, *head_styles(look), *body_styles(look), *other_styles(look), *extra
    )


def numbering(look: Look) -> str:
    """Bullets for points, numbers for sources."""
    wide, narrow = 13 * look.size, 18 * look.small
    levels = (
        ("ListBullet", "bullet", "•", wide, INK),
        ("Source", "decimal", "%1", narrow, QUIET),
    )
    abstract = [
        w(
            "abstractNum",
            w("multiLevelType", val="singleLevel"),
            w(
                "lvl",
                w("start", val=1),
                w("numFmt", val=kind),
                w("pStyle", val=name),
                w("lvlText", val=label),
                w("lvlJc", val="left"),
                w("pPr", w("ind", left=hang, hanging=hang)),
                w("rPr", colour),
                ilvl=0,
            ),
            abstractNumId=i,
        )
        for i, (name, kind, label, hang, colour) in enumerate(levels)
    ]
    nums = [w("num", w("abstractNumId", val=i), numId=i + 1) for i in range(len(levels))]
    return root("numbering", *abstract, *nums)


def theme(look: Look) -> str:
    """A sober theme: dark blue ink, the look's one typeface in both roles."""

    def a(tag: str, *children: str, **stated: str) -> str:
        attributes = "".join(f' {k}="{v}"' for k, v in stated.items())
        return f"<a:{tag}{attributes}>{''.join(children)}</a:{tag}>"

    colours = [a(name, a("srgbClr", val=value)) for name, value in COLOURS]
    face = a("latin", typeface=look.latin) + a("ea", typeface="") + a("cs", typeface="")
    fill = a("solidFill", a("schemeClr", val="phClr"))
    effect = a("effectStyle", a("effectLst"))
    elements = a(
        "themeElements",
        a("clrScheme", *colours, name="Briefing"),
        a("fontScheme", a("majorFont", face), a("minorFont", face), name="Briefing"),
        a(
            "fmtScheme",
            a("fillStyleLst", fill * 3),
            a("lnStyleLst", a("ln", fill, w="6350") * 3),
            a("effectStyleLst", effect * 3),
            a("bgFillStyleLst", fill * 3),
            name="Briefing",
        ),
    )
    namespace = "http://schemas.openxmlformats.org/drawingml/2006/main"
    return f'{PROLOG}<a:theme xmlns:a="{namespace}" name="Briefing">{elements}</a:theme>'


def font_table(look: Look) -> str:
    """The typeface and its kind, for machines without it."""
    family = "roman" if look.latin in SERIF else "swiss"
    return root(
        "fonts", w("font", w("family", val=family), w("pitch", val="variable"), name=look.latin)
    )


def settings() -> str:
    """Settings of a current Word file."""
    mode = w(
        "compatSetting",
        name="compatibilityMode",
        uri="http://schemas.microsoft.com/office/word",
        val=15,
    )
    colours = {f"accent{n}": f"accent{n}" for n in range(1, 7)}
    mapping = w(
        "clrSchemeMapping",
        bg1="light1",
        t1="dark1",
        bg2="light2",
        t2="dark2",
        **colours,
        hyperlink="hyperlink",
        followedHyperlink="followedHyperlink",
    )
    return root(
        "settings",
        w("zoom", percent=100),
        w("defaultTabStop", val=709),
        w("characterSpacingControl", val="doNotCompress"),
        w("compat", mode),
        w("themeFontLang", val="en-GB"),
        mapping,
        w("decimalSymbol", val="."),
        w("listSeparator", val=","),
    )
