"""Paragraphs out of a parsed tree of block and inline elements (HTML, trafilatura's own)."""

from __future__ import annotations

from typing import Any

from briefing.readers.paragraphs import glue, paragraphs

_BLOCK_TAGS = """address article aside blockquote body caption cell dd details div dl doc dt
    fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html item li list main
    nav ol option p pre quote row section summary table tbody td tfoot th thead title tr ul"""
_SKIP_TAGS = """audio button canvas embed graphic iframe img input link map math meta noscript
    object script select style svg template textarea video"""
BLOCKS = frozenset(_BLOCK_TAGS.split())
SKIPPED = frozenset(_SKIP_TAGS.split())
_LEAST_LINE = 30  # characters of a line that was broken; cells of tables and labels are shorter
_FEWEST_BROKEN = 2
_LEADING = frozenset(
    "a an the of to in on at by for with and or from that its their his her our are is was".split()
)
"""Words that end no line but one that was broken."""
_BREAKS = frozenset({"br", "lb"})
_LISTS = frozenset({"ul", "ol", "list"})
_ITEMS = frozenset({"li", "item"})


def blocks(tree: Any, *, skip: frozenset[str] = frozenset()) -> list[str]:
    """The paragraphs of an lxml ``tree`` in document order.

    List items begin with ``- ``, those of numbered lists with their number; every table cell is a
    paragraph; line breaks part paragraphs unless the sentence runs on. ``skip`` names elements
    left out besides scripts, forms and media. Not recursive: depth costs nothing.
    """
    from lxml import etree

    collector = _Collector(SKIPPED | skip)
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if isinstance(element.tag, str):
            tag = element.tag.rpartition("}")[2].lower()
            (collector.start if event == "start" else collector.end)(element, tag)
        elif event == "end":  # a comment or processing instruction: only what follows it counts
            collector.add(element.tail)
    collector.flush()
    return _unwrapped(collector.parts)


def _unwrapped(parts: list[str]) -> list[str]:
    """``parts`` with the lines of a sentence in one, on pages that set each line as a paragraph.

    Such a page has several lines that end in a word which something must follow.
    """
    if sum(map(_breaks_off, parts, parts[1:])) < _FEWEST_BROKEN:
        return parts
    whole: list[str] = []
    last = ""
    for part in parts:
        runs_on = part[0].islower() and (last[-1:].islower() or last[-1:] == ",")
        last, before = part, last
        if runs_on and len(before) >= _LEAST_LINE and not before.startswith("- "):
            whole[-1] += glue(before, part) + part
        else:
            whole.append(part)
    return whole


def _breaks_off(part: str, following: str) -> bool:
    return part.rpartition(" ")[2] in _LEADING and following[0].islower()


def with_lists(parts: list[str], tree: Any, *, skip: frozenset[str]) -> list[str]:
    """``parts`` with the lists of ``tree`` that stand beside one of them and were left out.

    Lists of links and those within an element of ``skip`` are menus.
    """
    places = {_loose(part): index for index, part in enumerate(parts)}
    added: dict[int, list[str]] = {}
    at = -1
    for element in tree.iter("p", "ul", "ol", "h2", "h3", "h4"):
        if element.tag in ("ul", "ol"):
            if at < 0 or element.getparent().tag in ("li", "ul", "ol") or not _beside(element):
                continue
            items = [] if _is_menu(element, skip) else blocks(element)
            if items and not any(_loose(item) in places for item in items):
                added.setdefault(at, []).extend(items)
        else:
            at = places.get(_loose("".join(element.itertext())), -1)
    return [each for k, part in enumerate(parts) for each in (part, *added.get(k, ()))]


def _loose(text: str) -> str:
    return "".join(text.lstrip("- ").split())


def _beside(element: Any) -> bool:
    """Whether what stands before a list, other lists left out, is a paragraph or a heading."""
    before = element.getprevious()
    while before is not None and before.tag in ("ul", "ol"):
        before = before.getprevious()
    return before is not None and before.tag in ("p", "h2", "h3", "h4")


def _is_menu(element: Any, skip: frozenset[str]) -> bool:
    """Whether most of the words of a list are links, or it lies in the frame of the page."""
    if any(above.tag in skip for above in element.iterancestors()):
        return True
    linked = sum(len("".join(link.itertext())) for link in element.iter("a"))
    return 3 * linked > len("".join(element.itertext()))


class _Collector:
    """Gathers text; a block boundary ends the paragraph gathered so far."""

    def __init__(self, skip: frozenset[str]) -> None:
        self.parts: list[str] = []
        self._skip = skip
        self._hidden = 0
        self._text: list[str] = []
        self._prefix = ""
        self._lists: list[int] = []  # next number of each open list, 0 where it has none

    def start(self, element: Any, tag: str) -> None:
        if tag in self._skip or self._hidden:
            self._hidden += 1
            return
        if tag in _BREAKS:
            self._text.append("\n")
        elif tag in BLOCKS:
            self.flush()
            if tag in _LISTS:
                numbered = tag == "ol" or element.get("rend") == "ol"
                self._lists.append(_number(element.get("start")) if numbered else 0)
            elif tag in _ITEMS:
                self._prefix = self._marker()
        self.add(element.text)

    def end(self, element: Any, tag: str) -> None:
        if self._hidden:
            self._hidden -= 1
        elif tag in BLOCKS:
            self.flush()
            if tag in _LISTS and self._lists:
                self._lists.pop()
            elif tag in _ITEMS:
                self._prefix = ""
        self.add(element.tail)

    def add(self, text: str | None) -> None:
        if text and not self._hidden:
            self._text.append(" ".join(text.split("\n")) if "\n" in text else text)

    def flush(self) -> None:
        text = "".join(self._text)
        self._text.clear()
        if not text.strip():
            return
        pieces = paragraphs(text) if "\n" in text else [text.strip()]
        if pieces:
            self.parts.append(self._prefix + pieces[0])
            self.parts.extend(pieces[1:])
            self._prefix = ""

    def _marker(self) -> str:
        if not self._lists or not self._lists[-1]:
            return "- "
        self._lists[-1] += 1
        return f"{self._lists[-1] - 1}. "


def _number(start: str | None) -> int:
    return int(start) if start and start.isascii() and start.isdigit() and len(start) < 7 else 1
