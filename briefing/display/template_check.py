"""What a template may say: its syntax tree against the variables that exist.

The statements are ``if`` and ``for``, the filters and tests a short list, and every name must be
one of the variables or a part of one. A name of an earlier version becomes today's, in the tree
itself, so that what is checked is what is run.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from briefing.display.other_statements import ADVICE
from briefing.display.shapes import LOOP, TEXT, Findings, ListOf, Record, Shape
from briefing.errors import TemplateError, nearest

if TYPE_CHECKING:
    from jinja2 import nodes

_NAMES = """capitalize count d default first join last length lower reverse title trim upper
defined undefined none odd even eq ne gt ge lt le equalto"""
FILTERS, TESTS = (frozenset(line.split()) for line in _NAMES.splitlines())
ESCAPES = frozenset({"e", "escape", "safe"})
"""Filters that change nothing: every format escapes what is shown by itself. Templates of docxtpl
have them."""


class Checker:
    """Walks a syntax tree with the shape of every name in sight; old names become today's.

    ``tag`` is the expression of a Word template; without it errors name the line. ``items`` are the
    loop variables in sight.
    """

    def __init__(
        self,
        names: Record,
        findings: Findings,
        items: frozenset[str] = frozenset(),
        tag: str = "",
    ) -> None:
        self.names, self.findings, self.items, self.tag = names, findings, items, tag

    def wrong(self, node: nodes.Node | None, what: str) -> TemplateError:
        place = "template" if self.tag or node is None else f"template line {node.lineno}"
        return TemplateError(f"{place}: {what}")

    # -- statements, of text formats

    def block(self, body: Sequence[nodes.Node]) -> None:
        for node in body:
            self.statement(node)

    def statement(self, node: nodes.Node) -> None:
        from jinja2 import nodes

        match node:
            case nodes.Output():
                node.nodes = [self.printed(child) for child in node.nodes]
            case nodes.For():
                self.loop(node)
            case nodes.If():
                self.shape(node.test)
                for part in (node.body, node.elif_, node.else_):
                    self.block(part)
            case _:
                statement = _kind(node)
                advice = ADVICE.get(statement)
                reason = f"{statement!r} is not allowed in a template"
                raise self.wrong(node, f"{reason}; {advice}" if advice else reason)

    def printed(self, node: nodes.Expr) -> nodes.Expr:
        """What is printed for ``node``: itself, or the part that stands for it."""
        from jinja2 import nodes

        shape = self.shape(node)
        if isinstance(shape, Record) and shape.printed:
            return nodes.Getattr(node, shape.printed, "load", lineno=node.lineno)
        if isinstance(shape, ListOf) and shape.printed and isinstance(node, nodes.Getattr):
            self.findings.uses.add(shape.printed)
            self.findings.renamed(node.attr, shape.printed)
            node.attr = shape.printed
            return node
        if not (shape == TEXT or shape == ListOf(TEXT)):
            raise self.wrong(node, "prints a record or a list; print one of its parts")
        return node

    def loop(self, node: nodes.For) -> None:
        from jinja2 import nodes

        over = self.shape(node.iter)
        root = node.iter
        while isinstance(root, nodes.Getattr | nodes.Getitem | nodes.Filter) and root.node:
            root = root.node
        if not isinstance(over, ListOf) or not isinstance(root, nodes.Name):
            raise self.wrong(node, "a loop needs a list such as 'sections'")
        if self.items and root.name not in self.items:
            raise self.wrong(node, "an inner loop must go over a part of the outer loop's item")
        if node.recursive or not isinstance(node.target, nodes.Name):
            raise self.wrong(node, "a loop needs one plain variable")
        names = {**self.names.parts, node.target.name: over.item, "loop": LOOP}
        inner = Checker(
            Record(names, former=self.names.former),
            self.findings,
            self.items | {node.target.name},
        )
        if node.test:
            inner.shape(node.test)
        inner.block(node.body)
        self.block(node.else_)

    # -- expressions

    def shape(self, node: nodes.Node) -> Shape:
        """The shape of an expression; everything in it is checked."""
        from jinja2 import nodes

        match node:
            case nodes.TemplateData() | nodes.Const():
                return TEXT
            case nodes.Name():
                shape, node.name = self.part(self.names, node.name, node, "")
                self.findings.roots.add(node.name)
                return shape
            case nodes.Getattr():
                owner = self.shape(node.node)
                shape, node.attr = self.part(owner, node.attr, node, _source(node.node))
                return shape
            case nodes.Getitem():
                return self.item(node)
            case nodes.Filter():
                return self.filtered(node)
            case (
                nodes.CondExpr()
                | nodes.Test()
                | nodes.Compare()
                | nodes.Not()
                | nodes.And()
                | nodes.Or()
            ):
                for child in node.iter_child_nodes():
                    self.shape(child.expr if isinstance(child, nodes.Operand) else child)
                return TEXT
        if self.tag:
            raise self.wrong(
                node,
                f"{self.tag!r} is more than a tag may do; use names, comparisons, and, or, not, "
                "and the filters " + ", ".join(sorted(FILTERS)),
            )
        raise self.wrong(node, f"{_kind(node)!r} is not allowed in a template")

    def path(self, path: Sequence[str]) -> tuple[Shape, list[str]]:
        """The shape that a dotted name leads to, and the name as it is today."""
        shape: Shape = self.names
        reached: list[str] = []
        for name in path:
            shape, today = self.part(shape, name, None, ".".join(reached))
            reached.append(today)
        self.findings.roots.add(reached[0])
        return shape, reached

    def part(self, owner: Shape, name: str, node: nodes.Node | None, of: str) -> tuple[Shape, str]:
        """The shape of the part ``name`` of ``owner``, called ``of``, and its name of today."""
        full = f"{of}.{name}" if of else name
        if not isinstance(owner, Record):
            kind = "a list" if isinstance(owner, ListOf) else "a text"
            raise self.wrong(node, f"{of or name!r} is {kind} and has no parts to name")
        if name not in owner.parts and name in owner.former:
            name = owner.former[name]
            self.findings.renamed(full, f"{of}.{name}" if of else name)
        if name not in owner.parts:
            raise self.wrong(node, f"unknown name {full!r}{nearest(name, owner.parts)}")
        self.findings.uses.add(name)
        return owner.parts[name], name

    def item(self, node: nodes.Getitem) -> Shape:
        from jinja2 import nodes

        base = self.shape(node.node)
        if isinstance(node.arg, nodes.Slice):
            for bound in (node.arg.start, node.arg.stop, node.arg.step):
                if bound is not None:
                    self.shape(bound)
            return base
        key = node.arg.value if isinstance(node.arg, nodes.Const) else None
        if isinstance(key, int) and isinstance(base, ListOf):
            return base.item
        shape, name = self.part(base, str(key), node, _source(node.node))
        node.arg = nodes.Const(name, lineno=node.lineno)
        return shape

    def filtered(self, node: nodes.Filter) -> Shape:
        if node.name not in FILTERS | ESCAPES:
            raise self.wrong(node, f"unknown filter {node.name!r}{nearest(node.name, FILTERS)}")
        if node.node is None:
            raise self.wrong(node, "a filter needs a value")
        base = self.shape(node.node)
        for child in (*node.args, *(pair.value for pair in node.kwargs)):
            if self.shape(child) != TEXT:
                raise self.wrong(node, "a filter's arguments must be texts or numbers")
        if node.name in ("first", "last") and isinstance(base, ListOf):
            return base.item
        if node.name == "join" and base != ListOf(TEXT):
            raise self.wrong(node, "join needs a list of texts")
        return base if node.name in ("reverse", "default", "d", *ESCAPES) else TEXT


def _source(node: nodes.Node) -> str:
    """A name with dots as it is written; ``""`` for anything else."""
    from jinja2 import nodes

    if isinstance(node, nodes.Name):
        return str(node.name)
    if isinstance(node, nodes.Getattr):
        return f"{_source(node.node)}.{node.attr}"
    return ""


_WRITTEN = {
    "assign": "set", "assignblock": "set", "callblock": "call", "filterblock": "filter",
    "fromimport": "from", "scopedevalcontextmodifier": "autoescape",
}  # fmt: skip
"""The statements that Jinja's nodes are called otherwise than."""


def _kind(node: nodes.Node) -> str:
    name = type(node).__name__.lower()
    return _WRITTEN.get(name, name)
