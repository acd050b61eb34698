"""How the tags of a Word template nest: loops and conditions over its paragraphs, rows and text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from briefing.display.other_statements import ADVICE
from briefing.display.shapes import LOOP, Findings, Shape
from briefing.display.template_language import compile_expression, compile_loop
from briefing.docx.blocks import Control
from briefing.docx.emitters import Emit, choose, in_turn, repeat
from briefing.docx.package import Element, W
from briefing.docx.pieces import Piece
from briefing.docx.tag_scanner import CONTROL, OPEN, scan, whole
from briefing.errors import TemplateError, nearest

MAX_DEPTH = 50
"""Tables, text boxes, content controls, loops and conditions inside each other: far more than any
template has (five or six), and far fewer than Python's stack holds."""


Names = Mapping[str, Shape]


class Held(NamedTuple):
    """A block, row or cell of the template with the content controls around it."""

    element: Element
    controls: tuple[Control, ...] = ()


_STATEMENTS = ("for", "if", "elif", "else", "endif", "endfor")


def words_of(text: str) -> list[str]:
    """The statement of a tag and the rest of it. Raises :class:`TemplateError` if unknown."""
    head, _, rest = text.partition(" ")
    if head not in _STATEMENTS:
        advice = ADVICE.get(head, f"known: {', '.join(_STATEMENTS)}")
        hint = "" if head in ADVICE else nearest(head, _STATEMENTS)
        raise TemplateError(f"template: unknown tag {{% {text} %}}{hint}; {advice}")
    return [head, rest.strip()]


class Nesting:
    """Compiles sequences of items that hold tags: paragraphs, rows, cells, pieces of a paragraph.

    ``former`` are the names that variables had in earlier versions; ``findings`` takes what the
    check of an expression finds.
    """

    def __init__(self, former: Mapping[str, str], findings: Findings) -> None:
        self._former = former
        self._findings = findings
        self._depth = 0

    def sequence(
        self, items: Iterable[Any], names: Names, leaf: Callable[..., Emit], level: str
    ) -> Emit:
        """The emitter of ``items``, in which tags of ``level`` (``p``, ``tr``, ``tc``) stand alone.

        ``leaf`` compiles an item that is content. Raises :class:`TemplateError` for tags that do
        not match.
        """
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise TemplateError(f"template: more than {MAX_DEPTH} levels inside each other")
        emits, rest = self._until(iter(items), names, leaf, level, ())
        self._depth -= 1
        if rest:
            raise TemplateError(f"template: {{% {rest[0]} %}} closes nothing")
        return in_turn(emits)

    def _until(
        self,
        items: Iterator[Any],
        names: Names,
        leaf: Callable[..., Emit],
        level: str,
        ends: tuple[str, ...],
    ) -> tuple[list[Emit], list[str]]:
        """Emitters up to a tag in ``ends``; the words of that tag, or [] at the end of items."""
        emits: list[Emit] = []
        for item in items:
            words = self._control(item, level)
            if words is None:
                emits.append(leaf(item, names))
            elif words[0] in ends:
                return emits, words
            elif words[0] == "for":
                emits.append(self._loop(words[1], items, names, leaf, level))
            elif words[0] == "if":
                emits.append(self._branch(words[1], items, names, leaf, level))
            else:
                return emits, words
        if ends:
            raise TemplateError(f"template: {{% {ends[-1]} %}} is missing")
        return emits, []

    def _loop(
        self, text: str, items: Iterator[Any], names: Names, leaf: Callable[..., Emit], level: str
    ) -> Emit:
        loop = compile_loop(text, names, self._former, self._findings)
        inner = {**names, loop.name: loop.item, "loop": LOOP}
        body, end = self._nested(items, inner, leaf, level, ("endfor",))
        if end[0] != "endfor":
            raise TemplateError(f"template: {{% {end[0]} %}} inside the loop over {loop.name!r}")
        return repeat(loop, in_turn(body))

    def _branch(
        self, text: str, items: Iterator[Any], names: Names, leaf: Callable[..., Emit], level: str
    ) -> Emit:
        test = compile_expression(text, names, self._former, self._findings).evaluate
        then, end = self._nested(items, names, leaf, level, ("elif", "else", "endif"))
        other: Emit = in_turn([])
        if end[0] == "elif":
            self._depth += 1
            other = self._branch(end[1], items, names, leaf, level)
            self._depth -= 1
        elif end[0] == "else":
            emits, end = self._nested(items, names, leaf, level, ("endif",))
            other = in_turn(emits)
        return choose(test, in_turn(then), other)

    def _nested(
        self,
        items: Iterator[Any],
        names: Names,
        leaf: Callable[..., Emit],
        level: str,
        ends: tuple[str, ...],
    ) -> tuple[list[Emit], list[str]]:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise TemplateError(f"template: more than {MAX_DEPTH} levels inside each other")
        made = self._until(items, names, leaf, level, ends)
        self._depth -= 1
        return made

    def _control(self, item: Any, level: str) -> list[str] | None:
        """The words of the tag that ``item`` consists of; None when it is content."""
        if isinstance(item, Piece):
            tag = whole(item.text) if item.raw < 0 else None
            return words_of(tag.text) if tag and tag.kind == CONTROL else None
        if item.element.tag != W + level:
            return None
        text = "".join(t.text or "" for t in item.element.iter(W + "t"))
        if not OPEN.search(text):
            return None
        tag = whole(text)
        if tag is None or tag.kind != CONTROL:
            self._misplaced(text, level)
            return None
        return words_of(tag.text) if (tag.level or "p") == level else None

    def _misplaced(self, text: str, level: str) -> None:
        what = {"p": "paragraph", "tr": "table row", "tc": "table cell"}[level]
        for tag in scan(text):
            if tag.level == level and tag.kind == CONTROL:
                printed = text[tag.start : tag.stop]
                raise TemplateError(f"template: {printed!r} must stand alone in its {what}")
