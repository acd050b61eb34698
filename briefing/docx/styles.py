"""What the styles of a template come to: the formats of its paragraphs and runs, in points.

Precedence follows ECMA-376 Part 1, 17.7.2: document defaults, table style, paragraph style with
its bases, numbering level, the paragraph's own properties; for runs also the character style.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from briefing.docx.font_files import FontFile, embedded_fonts, installed
from briefing.docx.font_names import EAST_ASIAN, StandIn, is_east_asian, stand_in
from briefing.docx.package import A, Element, Package, W, child, is_on, number, value

Props = dict[str, Any]
TWIP = 1 / 20
DEFAULT_SIZE = 10.0
DEFAULT_TAB = 36.0
HANGUL_EM = 0.95
"""The width of a Korean syllable in the usual fonts: 0.92 em in Malgun Gothic and Noto Sans CJK,
0.94 and 0.95 in Nanum Gothic and Myeongjo."""
_FULL_EM = re.compile(
    "batang|gulim|dotum|gungsuh|coding|바탕|굴림|돋움|궁서|mincho|ming|song|ms ?p?gothic"
)
"""Fonts that set it a full em wide, as East Asian ones did before."""
SMALL = 0.8  # small capitals and their line, of the full size, as LibreOffice sets them
SUPERSCRIPT = 0.58  # size of raised and lowered text, of the full size, as LibreOffice sets it


@dataclass(frozen=True, slots=True)
class Font:
    """A run's font: the family that measures it; size, spacing and rise in points.

    ``complex_size`` is the size of letters of Arabic, Hebrew and the like; 0 for the same.
    ``guessed``: the font is not known, and ``line_em`` is that of a tall one; or it is East Asian,
    and a grid that it stands on sets its lines. ``hangul_em`` is how
    wide its paragraph sets a syllable of Korean.
    """

    family: str
    size: float
    bold: bool = False
    italic: bool = False
    caps: str = ""
    spacing: float = 0.0
    scale: float = 1.0
    raised: bool = False
    hidden: bool = False
    line_em: float = 0.0
    kerned: bool = False
    rise: float = 0.0
    complex_size: float = 0.0
    guessed: bool = False
    hangul_em: float = HANGUL_EM


@dataclass(frozen=True, slots=True)
class Label:
    """The label of a list paragraph: its text (``%1`` for the number), font and what follows it."""

    text: str
    font: Font
    suffix: str


@dataclass(frozen=True, slots=True)
class ParagraphFormat:
    """A paragraph's format in points.

    ``rule`` is auto (``line`` is a factor), exact or atLeast. ``default_tab`` is the distance of
    the stops after the last of ``tabs``.
    """

    style: str
    font: Font
    before: float = 0.0
    after: float = 0.0
    line: float = 1.0
    rule: str = "auto"
    left: float = 0.0
    right: float = 0.0
    first: float = 0.0
    contextual: bool = False
    keep_next: bool = False
    keep_lines: bool = False
    widow: bool = True
    break_before: bool = False
    tabs: tuple[float, ...] = ()
    label: Label | None = None
    border_top: float = 0.0
    border_bottom: float = 0.0
    grid: bool = True
    default_tab: float = DEFAULT_TAB


def run_props(rpr: Element) -> Props:
    """The run properties that matter to measure, as stated in ``rpr``."""
    props: Props = {}
    if rpr is None:
        return props
    fonts_ = rpr.find(W + "rFonts")
    if fonts_ is not None:
        for script in ("ascii", "hAnsi"):
            theme = value(fonts_, script + "Theme")
            name = value(fonts_, script)
            if theme or name:
                props["font"] = (theme, name)
                break
        props["east_asian"] = (value(fonts_, "eastAsiaTheme"), value(fonts_, "eastAsia"))
    for tag, key in (
        ("b", "bold"), ("bCs", "complex_bold"), ("i", "italic"), ("vanish", "hidden"),
        ("rtl", "complex"), ("cs", "complex"),
    ):  # fmt: skip
        state = is_on(rpr.find(W + tag))
        if state is not None:
            props[key] = state
    for tag in ("caps", "smallCaps"):
        state = is_on(rpr.find(W + tag))
        if state is not None:
            props["caps"] = tag if state else ""
    for tag, key in (
        ("sz", "size"),
        ("szCs", "complex_size"),
        ("spacing", "spacing"),
        ("w", "scale"),
        ("kern", "kern"),
        ("position", "rise"),
        ("rStyle", "style"),
    ):
        element = rpr.find(W + tag)
        if element is not None:
            props[key] = value(element) if key == "style" else number(element)
    raised = rpr.find(W + "vertAlign")
    if raised is not None:
        props["raised"] = value(raised) in ("superscript", "subscript")
    return props


def paragraph_props(ppr: Element) -> Props:
    """The paragraph properties that matter to measure, as stated in ``ppr``; twips."""
    props: Props = {}
    if ppr is None:
        return props
    props.update(_spacing(ppr.find(W + "spacing")))
    props.update(_indents(ppr.find(W + "ind")))
    for tag in (
        "contextualSpacing",
        "keepNext",
        "keepLines",
        "widowControl",
        "pageBreakBefore",
        "snapToGrid",
    ):
        state = is_on(ppr.find(W + tag))
        if state is not None:
            props[tag] = state
    for tag, path in (("numId", ("numPr", "numId")), ("ilvl", ("numPr", "ilvl"))):
        if child(ppr, *path) is not None:
            props[tag] = value(child(ppr, *path))
    tabs = ppr.find(W + "tabs")
    if tabs is not None:
        props["tabs"] = {
            number(tab, "pos"): value(tab) != "clear" for tab in tabs.findall(W + "tab")
        }
    borders = ppr.find(W + "pBdr")
    if borders is not None:
        props["borders"] = {side: _border(borders.find(W + side)) for side in ("top", "bottom")}
    if ppr.find(W + "pStyle") is not None:
        props["style"] = value(ppr.find(W + "pStyle"))
    return props


def _spacing(spacing: Element) -> Props:
    props: Props = {}
    if spacing is None:
        return props
    for key in ("before", "after", "line"):
        if spacing.get(W + key) is not None:
            props[key] = number(spacing, key)
    if "line" in props:
        props["rule"] = value(spacing, "lineRule", "auto")
    for key in ("before", "after"):
        auto = spacing.get(W + key + "Autospacing")
        if auto is not None:
            props[key + "Auto"] = auto not in ("0", "false", "off")
    return props


def _indents(ind: Element) -> Props:
    props: Props = {}
    if ind is None:
        return props
    for key, names in (("left", ("left", "start")), ("right", ("right", "end"))):
        for name in names:
            if ind.get(W + name) is not None:
                props[key] = number(ind, name)
    if ind.get(W + "hanging") is not None:
        props["first"] = -number(ind, "hanging")
    elif ind.get(W + "firstLine") is not None:
        props["first"] = number(ind, "firstLine")
    return props


def _border(side: Element) -> float:
    """Height of a border in points: its width (eighths of a point) and its distance."""
    if side is None or value(side) in ("nil", "none", ""):
        return 0.0
    return number(side, "sz") / 8 + number(side, "space")


def merge(base: Props, over: Props) -> Props:
    """``over`` on top of ``base``; tab stops add up."""
    merged = {**base, **over}
    if "tabs" in base and "tabs" in over:
        merged["tabs"] = {**base["tabs"], **over["tabs"]}
    return merged


class Styles:
    """The styles, numbering, theme fonts and font classes of a package.

    ``warnings`` collects one line a font that is not known.
    """

    def __init__(self, package: Package) -> None:
        main = package.main
        self.root = package.xml(package.related(main, "styles"))
        self.numbering = package.xml(package.related(main, "numbering"))
        self.settings = package.xml(package.related(main, "settings"))
        self.warnings: list[str] = []
        theme = package.xml(package.related(main, "theme"))
        self._theme, self._east_asian = _theme_fonts(theme, "latin"), _theme_fonts(theme, "ea")
        self._kinds = _font_kinds(package.xml(package.related(main, "fontTable")))
        self.embedded = embedded_fonts(package)
        self._installed: dict[str, FontFile | None] = {}
        self._chains: dict[tuple[str, str], tuple[Props, Props]] = {}
        self.by_id: dict[str, Element] = {}
        self.by_name: dict[str, str] = {}
        self.defaults: dict[str, str] = {}
        for style in [] if self.root is None else self.root.findall(W + "style"):
            key = value(style, "styleId")
            self.by_id[key] = style
            self.by_name.setdefault(value(child(style, "name")).lower(), key)
            if value(style, "default") in ("1", "true", "on"):
                self.defaults[value(style, "type")] = key

    @cached_property
    def sums_spacing(self) -> bool:
        """Whether space after and space before add up; else the larger of the two counts."""
        return bool(is_on(child(self.settings, "compat", "doNotUseHTMLParagraphAutoSpacing")))

    @cached_property
    def default_tab(self) -> float:
        """Distance of the default tab stops in points."""
        stop = child(self.settings, "defaultTabStop")
        return number(stop, default=DEFAULT_TAB / TWIP) * TWIP or DEFAULT_TAB

    def chain(self, style: str, kind: str = "paragraph") -> tuple[Props, Props]:
        """Paragraph and run properties that ``style`` and its bases state."""
        known = self._chains.get((kind, style))
        if known is None:
            known = self._resolve(style, kind, 0)
            self._chains[kind, style] = known
        return known

    def _resolve(self, style: str, kind: str, depth: int) -> tuple[Props, Props]:
        element = self.by_id.get(style)
        if element is None or depth > 20:
            return {}, {}
        base = child(element, "basedOn")
        para, run = ({}, {}) if base is None else self._resolve(value(base), kind, depth + 1)
        own = paragraph_props(child(element, "pPr"))
        if "numId" in own and "ilvl" not in own:
            own["ilvl"] = self._linked_level(own["numId"], style)
        para = merge(para, own)
        return para, merge(run, run_props(child(element, "rPr")))

    def _linked_level(self, num_id: str, style: str) -> str:
        levels = () if self.numbering is None else self._levels(num_id)
        for level in levels:
            if value(child(level, "pStyle")) == style:
                return value(level, "ilvl", "0")
        return "0"

    def _levels(self, num_id: str) -> tuple[Element, ...]:
        for num in self.numbering.findall(W + "num"):
            if value(num, "numId") != num_id:
                continue
            abstract_id = value(child(num, "abstractNumId"))
            for abstract in self.numbering.findall(W + "abstractNum"):
                if value(abstract, "abstractNumId") == abstract_id:
                    own = [o.find(W + "lvl") for o in num.findall(W + "lvlOverride")]
                    return (*(o for o in own if o is not None), *abstract.findall(W + "lvl"))
        return ()

    def level(self, num_id: str, ilvl: str) -> Element:
        """The numbering level that a paragraph is set in; None where there is none."""
        if self.numbering is None or num_id in ("", "0"):
            return None
        return next((v for v in self._levels(num_id) if value(v, "ilvl") == ilvl), None)

    def paragraph(self, ppr: Element, table_style: str = "") -> ParagraphFormat:
        """The format of a paragraph with the properties ``ppr``, in a table of ``table_style``."""
        own = paragraph_props(ppr)
        style = own.get("style") or self.defaults.get("paragraph", "")
        if style not in self.by_id:
            style = self.defaults.get("paragraph", "")
        default_p, default_r = self._doc_defaults
        table_p, table_r = self.chain(table_style) if table_style else ({}, {})
        style_p, style_r = self.chain(style)
        stated = merge(style_p, own)
        level = self.level(stated.get("numId", ""), stated.get("ilvl", "0"))
        listed = paragraph_props(child(level, "pPr"))
        if "numId" not in own and "numId" in style_p:
            own_ends = self._stated_below_list(style)
            listed = merge(listed, {k: v for k, v in own_ends.items() if k in listed})
        props = merge(merge(merge(merge(default_p, table_p), style_p), listed), own)
        run = merge(merge(default_r, table_r), style_r)
        return self._finish(style, props, run, level)

    def _stated_below_list(self, style: str) -> Props:
        """What ``style`` and its bases state, down to the one that makes it a list.

        That goes before the indents of the list's level, and they before those of further bases.
        """
        props: Props = {}
        for _ in range(20):
            element = self.by_id.get(style)
            own = paragraph_props(child(element, "pPr"))
            props = {**own, **props}
            if element is None or "numId" in own:
                break
            style = value(child(element, "basedOn"))
        return props

    @cached_property
    def _doc_defaults(self) -> tuple[Props, Props]:
        defaults = child(self.root, "docDefaults")
        return (
            paragraph_props(child(defaults, "pPrDefault", "pPr")),
            run_props(child(defaults, "rPrDefault", "rPr")),
        )

    def _finish(self, style: str, props: Props, run: Props, level: Element) -> ParagraphFormat:
        rule = str(props.get("rule", "auto"))
        line = props.get("line", 240.0)
        borders = props.get("borders", {})
        font = self.font(run)
        return ParagraphFormat(
            style=style,
            font=font,
            before=14.0 if props.get("beforeAuto") else props.get("before", 0.0) * TWIP,
            after=14.0 if props.get("afterAuto") else props.get("after", 0.0) * TWIP,
            line=line / 240 if rule == "auto" else line * TWIP,
            rule=rule,
            left=props.get("left", 0.0) * TWIP,
            right=props.get("right", 0.0) * TWIP,
            first=props.get("first", 0.0) * TWIP,
            contextual=bool(props.get("contextualSpacing")),
            keep_next=bool(props.get("keepNext")),
            keep_lines=bool(props.get("keepLines")),
            widow=bool(props.get("widowControl", True)),
            break_before=bool(props.get("pageBreakBefore")),
            tabs=tuple(sorted(p * TWIP for p, on in props.get("tabs", {}).items() if on)),
            label=self._label(run, level),
            border_top=borders.get("top", 0.0),
            border_bottom=borders.get("bottom", 0.0),
            grid=bool(props.get("snapToGrid", True)),
            default_tab=self.default_tab,
        )

    def _label(self, run: Props, level: Element) -> Label | None:
        if level is None or value(child(level, "numFmt")) == "none":
            return None
        text = value(child(level, "lvlText"))
        suffix = value(child(level, "suff"), default="tab")
        return Label(text, self.font(merge(run, run_props(child(level, "rPr")))), suffix)

    def font(self, props: Props) -> Font:
        """The font that resolved run properties come to."""
        theme, name = props.get("font", ("", ""))
        name = self._theme.get(theme.lower()[:5], "") or name or "Times New Roman"
        measured_as = self._measured_as(name)
        theme, east_asian = props.get("east_asian", ("", ""))
        east_asian = self._east_asian.get(theme.lower()[:5], "") or east_asian
        size = props.get("size", DEFAULT_SIZE * 2) / 2
        complex_size = props.get("complex_size", DEFAULT_SIZE * 2) / 2
        right_to_left = bool(props.get("complex"))
        bold = bool(props.get("complex_bold" if right_to_left else "bold"))
        return Font(
            family=measured_as.family,
            size=complex_size if right_to_left else size,
            complex_size=complex_size,
            bold=bold,
            italic=bool(props.get("italic")),
            caps=props.get("caps", ""),
            spacing=props.get("spacing", 0.0) * TWIP,
            scale=(props.get("scale", 100.0) / 100 or 1.0) * measured_as.wider[bold],
            raised=bool(props.get("raised")),
            hidden=bool(props.get("hidden")),
            line_em=measured_as.line_em,
            guessed=not measured_as.known or is_east_asian(name),
            hangul_em=1.0 if _FULL_EM.search(east_asian.lower()) else HANGUL_EM,
            rise=props.get("rise", 0.0) / 2,
            kerned=0 < props.get("kern", 0) <= props.get("size", DEFAULT_SIZE * 2),
        )

    def _measured_as(self, name: str) -> StandIn:
        """What measures a font: its own file in the template, a table, or its file on this machine.

        Notes a font that none of them has.
        """
        if name.lower() in self.embedded:
            return StandIn(name.lower())
        relative = stand_in(name, self._kinds.get(name, ""))
        if relative.known:
            return relative
        if name not in self._installed:
            self._installed[name] = installed(name)
        file = self._installed[name]
        if file is not None:
            return relative._replace(line_em=file.ascent + file.descent + file.gap, known=True)
        note = (
            f"template: font {name!r} is not known; measured as {relative.family!r} with a margin"
        )
        if note not in self.warnings:
            self.warnings.append(note)
        return relative

    def run(self, ppr: Element, rpr: Element, style: str, table_style: str) -> Font:
        """The font of a run: of its paragraph, its character style (else ``style``), its own."""
        own = run_props(rpr)
        para = self.chain(value(child(ppr, "pStyle")) or self.defaults.get("paragraph", ""))[1]
        table = self.chain(table_style)[1] if table_style else {}
        base = merge(merge(self._doc_defaults[1], table), para)
        char = self.chain(own.get("style") or style, "character")[1]
        return self.font(merge(merge(base, char), own))


def _theme_fonts(root: Element, script: str) -> dict[str, str]:
    """Typefaces of the theme for a script (``latin``, ``ea``) by the first letters of their role:
    ``major``, ``minor``."""
    typefaces: dict[str, str] = {}
    if root is not None:
        for role in ("major", "minor"):
            face = root.find(f".//{A}fontScheme/{A}{role}Font/{A}{script}")
            if face is not None:
                typefaces[role] = face.get("typeface", "")
    return typefaces


def _font_kinds(root: Element) -> dict[str, str]:
    """The class that the font table gives each font: roman, swiss, modern…"""
    if root is None:
        return {}
    return {value(font, "name"): _font_kind(font) for font in root.findall(W + "font")}


_EAST_ASIAN_CHARSETS = ("80", "81", "82", "86", "88")
"""Japanese, Korean, Johab, simplified and traditional Chinese (ECMA-376 Part 1, 17.8.3.2)."""


def _font_kind(font: Element) -> str:
    """The class of a font; ``modern`` counts as a typewriter's only where its pitch is fixed."""
    if value(child(font, "charset")) in _EAST_ASIAN_CHARSETS:
        return EAST_ASIAN
    family = value(child(font, "family"))
    if family == "modern":
        return "mono" if value(child(font, "pitch")) == "fixed" else ""
    return family
