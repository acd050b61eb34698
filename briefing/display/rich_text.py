"""Text with links and source numbers in it, before any format has been chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import NamedTuple

from briefing.model import Point


class SpanKind(StrEnum):
    """What a span is.

    ``LINK``: ``target`` is a web address. ``CITATION``: ``numbers`` are the sources cited, in
    order. ``ANCHOR``: other text that leads to the entry of source ``numbers[0]``. ``GAP``: the
    blank between text and citation, which formats with raised numbers leave out. ``COMMENT``: an
    analyst's words and their label.
    """

    TEXT = "text"
    LINK = "link"
    CITATION = "citation"
    ANCHOR = "anchor"
    GAP = "gap"
    COMMENT = "comment"


class Span(NamedTuple):
    """A stretch of rich text; ``point`` is the point whose sentence it shows, if any."""

    text: str
    kind: SpanKind = SpanKind.TEXT
    target: str = ""
    numbers: tuple[int, ...] = ()
    point: Point | None = None


class RichText(str):
    """Text in spans. As a string it is the plain text, so that it compares and prints like one.

    ``source`` is the number of the source that the text lists, 0 for none.
    """

    __slots__ = ("source", "spans")
    spans: tuple[Span, ...]
    source: int

    def __new__(cls, spans: Iterable[Span], source: int = 0) -> RichText:
        """Rich text of ``spans``."""
        kept = tuple(span for span in spans if span.text)
        made = super().__new__(cls, "".join(span.text for span in kept))
        made.spans, made.source = kept, source
        return made

    def changed(self, change: Callable[[str], str]) -> RichText:
        """The same spans with ``change`` applied to the text of each."""
        return RichText((s._replace(text=change(s.text)) for s in self.spans), self.source)


class Verbatim(str):
    """Markup made by a writer, printed unchanged."""

    __slots__ = ()
