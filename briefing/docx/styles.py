"""Resolves the styles of a template to the formats of its paragraphs and runs, in points.

Precedence follows ECMA-376 Part 1, 17.7.2: document defaults, table style, paragraph style with
its bases, numbering level, the paragraph's own properties; for runs also the character style.
"""

from __future__ import annotations

import re
from functools import cached_property

from briefing.docx.font_files import FontFile, embedded_fonts, installed
from briefing.docx.font_names import EAST_ASIAN, StandIn, is_east_asian, stand_in, stand_in_line_em
from briefing.docx.formats import DEFAULT_TAB, HANGUL_EM, TWIP, Font, Label, ParagraphFormat
from briefing.docx.package import A, Element, Package, W, child, is_on, number, value
from briefing.docx.properties import Props, merge, paragraph_props, run_props

DEFAULT_SIZE = 10.0
_FULL_EM = re.compile(
    "batang|gulim|dotum|gungsuh|coding|바탕|굴림|돋움|궁서|mincho|ming|song|ms ?p?gothic"
)
"""Fonts that set a Korean syllable a full em wide, as East Asian ones did before."""


class Styles:
    """The styles, numbering, theme fonts and font classes of a package.

    ``warnings`` collects one line per font that is not known.
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
            lower=measured_as.known and measured_as.line_em > stand_in_line_em(measured_as.family),
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
