"""What the tags of a Word template emit: runs, and the blocks of loops and conditions.

An emitter appends to a list what it makes of a scope. At the level of runs that is a triple: the
run, the point whose sentence it shows (or None), and the number of the source that it lists (or 0).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable
from typing import Any

from briefing.display.citations import pieces as cited_pieces
from briefing.display.rich_text import RichText, Span, SpanKind
from briefing.display.template_language import Cycle, Evaluate, Loop, Scope
from briefing.docx.blocks import ANCHOR, LINK, MARK, REF, Paragraph, Run
from briefing.docx.pieces import Piece

Emit = Callable[[Scope, list[Any]], None]


def show(evaluate: Evaluate, piece: Piece) -> Emit:
    """Shows a value in the format of ``piece``."""

    def emit(scope: Scope, out: list[Any]) -> None:
        content = evaluate(scope)
        if isinstance(content, RichText):
            for span in content.spans:
                for run in _runs(span, piece.format):
                    held = run._replace(controls=piece.controls) if piece.controls else run
                    out.append((held, span.point, content.source))
        elif content is not None and content != "":
            text = ", ".join(map(str, content)) if isinstance(content, list | tuple) else content
            out.append((Run(str(text), piece.format, controls=piece.controls), None, 0))

    return emit


def _runs(span: Span, at: int) -> list[Run]:
    """The runs of a span in the format ``at``."""
    match span.kind:
        case SpanKind.LINK:
            return [Run(span.text, at, LINK, span.target)]
        case SpanKind.ANCHOR:
            return [Run(span.text, at, ANCHOR, span.numbers[0])]
        case SpanKind.GAP:
            return [Run(span.text, at, MARK)]
        case SpanKind.CITATION:
            return [
                Run(text, at, REF, number) if number else Run(text, at, MARK)
                for text, number in cited_pieces(span.numbers)
            ]
    return [Run(span.text, at)]


MOST_KEPT = 4096
"""Fillings that a template paragraph remembers: those of the page, of what was tried to fill it,
and of some edits before."""


class Filled:
    """The template paragraph ``index``, filled by ``emit`` from the names ``roots`` of a scope.

    Fitting a page fills most paragraphs many times with the same values, which is remembered.
    """

    def __init__(self, index: int, emit: Emit, roots: Collection[str]) -> None:
        self._index, self._emit, self._roots = index, emit, sorted(roots)
        self._kept: dict[Hashable, Paragraph] = {}

    def paragraph(self, scope: Scope) -> Paragraph:
        """The paragraph for a scope; a new one at each call."""
        values = [scope[name] for name in self._roots]
        identities = tuple(map(_identity, values))
        if None in identities:
            return self._made(scope)
        paragraph = self._kept.get(identities)
        if paragraph is None:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            paragraph = self._kept[identities] = self._made(scope)
        own = {value.point: value.point for value in values if hasattr(value, "point")}
        points = tuple((own.get(point, point), i, j) for point, i, j in paragraph.points)
        return Paragraph(self._index, paragraph.runs, points, paragraph.anchor)

    def _made(self, scope: Scope) -> Paragraph:
        made: list[Any] = []
        self._emit(scope, made)
        runs = tuple(run for run, _, _ in made)
        quoting = [(i, point) for i, (_, point, _) in enumerate(made) if point is not None]
        anchor = next((anchor for _, _, anchor in made if anchor), 0)
        return Paragraph(self._index, runs, tuple((p, i, i + 1) for i, p in quoting), anchor)


def _identity(value: Any) -> Hashable:
    """What two values that show the same have in common; None where that is not known."""
    if isinstance(value, str | int | float | Cycle) and not isinstance(value, RichText):
        return type(value), value
    return getattr(value, "identity", None)


def in_turn(emits: Iterable[Emit]) -> Emit:
    """One emitter after the other."""
    steps = tuple(emits)
    if len(steps) == 1:
        return steps[0]

    def emit(scope: Scope, out: list[Any]) -> None:
        for step in steps:
            step(scope, out)

    return emit


def repeat(loop: Loop, body: Emit) -> Emit:
    """``body`` once for each item of ``loop``."""

    def emit(scope: Scope, out: list[Any]) -> None:
        items = loop.items(scope)
        inner = dict(scope)
        for place, item in enumerate(items):
            inner[loop.name] = item
            inner["loop"] = Cycle(place, len(items))
            body(inner, out)

    return emit


def choose(test: Evaluate, then: Emit, other: Emit) -> Emit:
    """``then`` where ``test`` holds, else ``other``."""

    def emit(scope: Scope, out: list[Any]) -> None:
        (then if test(scope) else other)(scope, out)

    return emit
