"""Properties as the XML of a Word file states them: of runs and of paragraphs, not yet resolved."""

from __future__ import annotations

from typing import Any

from briefing.docx.package import Element, W, child, is_on, number, value

Props = dict[str, Any]


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
