"""What a reader sees of a Word file: paragraphs as Word shows them with all changes accepted.

Hidden, struck, deleted and moved-away text is left out, paragraphs whose mark is deleted or hidden
run on into the next, symbols become characters, raised figures are read by
:mod:`briefing.readers.raised`, and formulas that one line cannot show are marked as unreadable.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from briefing.readers.raised import UNREADABLE, raised
from briefing.readers.symbols import from_font, symbol

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_OFF = frozenset(("0", "false", "off", "none"))
_UNSEEN = (f"{W}vanish", f"{W}strike", f"{W}dstrike", f"{W}webHidden")
# What holds text that is not there any more, or that stands beside the text: readings of ruby
# characters, and the prompt of a form field that nobody filled in.
_AWAY = frozenset((f"{W}moveFrom", f"{W}del", f"{W}rt"))
_WHITE = frozenset(("FFFFFF", "FEFEFE", "FDFDFD"))
_SMALLEST = 5
"""Half points; type of this size or less cannot be read."""
_SHAPED = frozenset((f"{W}tbl", f"{W}txbxContent"))
_MAX_STYLES = 20  # in a chain of styles, each based on the next; a file may claim a circle


@dataclass(slots=True)
class Paragraph:
    """The text of a paragraph, its element, and whether it goes on with the paragraph after it."""

    element: Any
    text: str
    open: bool = False


@dataclass(frozen=True, slots=True)
class _Look:
    """What the properties of a run or a style say; None where they say nothing."""

    unseen: bool | None = None
    raised: bool | None = None
    white: bool | None = None
    shaded: bool | None = None
    font: str | None = None

    def over(self, base: _Look) -> _Look:
        """This look, with its gaps filled from ``base``."""
        names = ("unseen", "raised", "white", "shaded", "font")
        mine = ((name, getattr(self, name)) for name in names)
        return _Look(**{n: getattr(base, n) if v is None else v for n, v in mine})


_PLAIN = _Look()


@dataclass(slots=True)
class Styles:
    """The styles of a document by their identity, with those they are based on."""

    tree: Any
    _looks: dict[str, _Look] = field(default_factory=dict)
    _elements: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for style in self.tree.iter(f"{W}style") if self.tree is not None else ():
            self._elements.setdefault(style.get(f"{W}styleId") or "", style)

    def look(self, name: str | None) -> _Look:
        """The look of the text in the style ``name``, by all the styles it is based on."""
        if not name:
            return _PLAIN
        if name not in self._looks:
            result, at = _PLAIN, name
            for _ in range(_MAX_STYLES):
                style = self._elements.get(at)
                if style is None:
                    break
                result = result.over(_look(style.find(f"{W}rPr"), style.find(f"{W}pPr")))
                at = _value(style, "basedOn") or ""
            self._looks[name] = result
        return self._looks[name]


def paragraphs(body: Any, styles: Styles) -> Iterator[Paragraph]:
    """The paragraphs of ``body`` in order, those that run on into the next joined to it."""
    before: Paragraph | None = None
    for element in body.iter(f"{W}p"):
        ancestors = list(element.iterancestors())
        above = [a.tag for a in ancestors]
        if _FALLBACK in above or any(map(_is_away, ancestors)):
            continue
        paragraph = _paragraph(element, styles, _SHAPED.isdisjoint(above))
        if before is not None:
            if before.element.getparent() is element.getparent():
                paragraph.text = _run_on(before.text, paragraph.text)
            else:
                yield before
        before = paragraph if paragraph.open else None
        if not paragraph.open:
            yield paragraph
    if before is not None:
        yield before


def _is_away(element: Any) -> bool:
    """Whether what ``element`` holds is no text of the page: see :data:`_AWAY`."""
    if element.tag == f"{W}sdt":
        return element.find(f"{W}sdtPr/{W}showingPlcHdr") is not None
    return element.tag in _AWAY


def _run_on(text: str, after: str) -> str:
    """Both as one; a blank after a sentence, where people leave it to the paragraph's end."""
    return f"{text} {after}" if text.endswith((".", "!", "?", ";", ",", ":")) else text + after


def _paragraph(element: Any, styles: Styles, on_paper: bool) -> Paragraph:
    """``on_paper``: it lies in no table or box, which may be filled with a colour."""
    properties = element.find(f"{W}pPr")
    base = styles.look(_value(properties, "pStyle"))
    if properties is not None and properties.find(f"{W}shd") is not None:
        base = _Look(shaded=True).over(base)
    text = _Text(styles, base, on_paper and not base.shaded)
    text.gather(element)
    drop_cap = properties.find(f"{W}framePr") if properties is not None else None
    cap = drop_cap is not None and drop_cap.get(f"{W}dropCap", "none") != "none"
    mark = properties.find(f"{W}rPr") if properties is not None else None
    gone = mark is not None and any(
        _is_on(mark, name) for name in ("del", "moveFrom", "vanish", "specVanish")
    )
    return Paragraph(element, text.whole(), gone or cap)


class _Text:
    """Gathers the visible text of one paragraph."""

    def __init__(self, styles: Styles, base: _Look, on_paper: bool) -> None:
        self._styles = styles
        self._base = base
        self._on_paper = on_paper
        self._pieces: list[str] = []
        self._mark: list[str] = []  # raised text whose right neighbour has not come yet

    def whole(self) -> str:
        """All of it."""
        self._settle("")
        return "".join(self._pieces)

    def gather(self, paragraph: Any) -> None:
        """Add what ``paragraph`` holds, but for paragraphs in boxes that are anchored in it."""
        stack = list(reversed(paragraph))
        while stack:
            element = stack.pop()
            tag = element.tag
            if tag in (f"{W}p", f"{W}pPr", _FALLBACK) or _is_away(element):
                continue
            if tag == f"{W}r":
                self._run(element)
            elif tag in (f"{_M}oMath", f"{_M}oMathPara"):
                self._add(_formula(element))
            if isinstance(tag, str) and tag not in (f"{_M}oMath", f"{_M}oMathPara"):
                stack.extend(reversed(element))

    def _run(self, run: Any) -> None:
        properties = run.find(f"{W}rPr")
        look = _look(properties, None).over(self._styles.look(_value(properties, "rStyle")))
        look = look.over(self._base)
        if look.unseen or (look.white and self._on_paper and not look.shaded):
            return
        for element in run:
            tag = element.tag
            if tag == f"{W}t":
                text = from_font(look.font or "", element.text or "")
                if look.raised:
                    self._mark.append(text)
                else:
                    self._add(text)
            elif tag == f"{W}sym":
                self._add(_sym(element))
            elif tag in (f"{W}noBreakHyphen", f"{W}tab", f"{W}br", f"{W}cr", f"{W}ptab"):
                self._add({"noBreakHyphen": "-", "tab": " ", "ptab": " "}.get(tag[len(W) :], "\n"))

    def _add(self, text: str) -> None:
        if text:
            self._settle(text)
            self._pieces.append(text)

    def _settle(self, after: str) -> None:
        if self._mark:
            mark, before = "".join(self._mark), "".join(self._pieces)[-40:]
            self._mark.clear()
            self._pieces.append(raised(before, mark, after))


def _sym(element: Any) -> str:
    code = element.get(f"{W}char") or ""
    try:
        return symbol(element.get(f"{W}font") or "", int(code, 16))
    except (ValueError, OverflowError):
        return UNREADABLE


def _formula(element: Any) -> str:
    """A formula of one line, with powers; anything that is set in two is unreadable."""
    pieces: list[str] = []
    for part in element.iter():
        name = part.tag.removeprefix(_M) if isinstance(part.tag, str) else ""
        if name in ("f", "rad", "nary", "d", "m", "eqArr", "limLow", "limUpp", "bar", "acc"):
            return UNREADABLE
        if name == "t":
            above = [a.tag.removeprefix(_M) for a in part.iterancestors()][:3]
            text = part.text or ""
            if "sup" in above:
                power = raised("10", text)
                if power == text:
                    return UNREADABLE
                text = power
            pieces.append(text)
    return "".join(pieces)


def _look(run: Any, paragraph: Any) -> _Look:
    """The look that the run properties ``run`` and the paragraph properties give."""
    shaded = True if paragraph is not None and paragraph.find(f"{W}shd") is not None else None
    if run is None:
        return _Look(shaded=shaded)
    said = [_is_on(run, name.removeprefix(W)) for name in _UNSEEN if run.find(name) is not None]
    size = _value(run, "sz")
    tiny = size is not None and size.isdigit() and int(size) <= _SMALLEST
    align, shift = _value(run, "vertAlign"), _value(run, "position")
    high = None if align is None and shift is None else align == "superscript" or _above(shift)
    colour = _value(run, "color")
    filled = run.find(f"{W}shd") is not None or run.find(f"{W}highlight") is not None
    fonts = run.find(f"{W}rFonts")
    return _Look(
        unseen=True if tiny or any(said) else (False if said else None),
        raised=high,
        white=None if colour is None else colour.upper() in _WHITE,
        shaded=True if filled else shaded,
        font=None if fonts is None else fonts.get(f"{W}ascii"),
    )


def _above(shift: str | None) -> bool:
    """Whether a position in half points lies above the line."""
    return shift is not None and shift.isdigit() and int(shift) > 3


def _value(properties: Any, name: str) -> str | None:
    element = properties.find(f"{W}{name}") if properties is not None else None
    value = element.get(f"{W}val") if element is not None else None
    return None if value is None else str(value)


def _is_on(properties: Any, name: str) -> bool:
    element = properties.find(f"{W}{name}")
    return element is not None and (element.get(f"{W}val") or "1").lower() not in _OFF
