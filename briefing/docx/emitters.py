"""What the tags of a Word template emit: runs, and the blocks of loops and conditions.

An emitter appends to a list what it makes of a scope. At the level of runs that is a triple: the
run, the point whose sentence it shows (or None), and the number of the source that it lists (or 0).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
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


def filled_paragraph(index: int, made: list[Any]) -> Paragraph:
    """The paragraph of the template paragraph ``index`` with what was emitted for it."""
    runs = tuple(run for run, _, _ in made)
    points = tuple((point, i, i + 1) for i, (_, point, _) in enumerate(made) if point is not None)
    anchor = next((anchor for _, _, anchor in made if anchor), 0)
    return Paragraph(index, runs, points, anchor)


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
