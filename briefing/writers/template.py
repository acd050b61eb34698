"""Markdown templates: Jinja, checked before rendering and boxed in.

A template is a stranger's file. Its syntax tree is checked against the variables that exist and a
short list of statements and filters: no calls, no assignments, no includes, no macros, and loops
only over lists, an inner one only over a part of the outer one's item. So no file, attribute or
function is reachable, and the running time is bounded by the sizes of template and brief. What it
prints goes through :func:`briefing.writers.markdown_escape.escape` unless it is :class:`Md`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from briefing.errors import TemplateError, nearest
from briefing.writers.markdown_escape import escape

if TYPE_CHECKING:
    from jinja2 import Template, nodes

# Far above any page (the shipped template is 3 kB, a page of output some 8 kB), low enough to hold.
MAX_TEMPLATE_CHARS = 256_000
MAX_OUTPUT_CHARS = 4_000_000
_NAMES = """capitalize count d default first join last length lower reverse title trim upper
defined undefined none odd even eq ne gt ge lt le equalto"""
FILTERS, TESTS = (frozenset(line.split()) for line in _NAMES.splitlines())
TEXT = "text"
"""The shape of a value that can be printed; a list's shape is ``[shape]``, a record's a dict."""
Shape = Any


def texts(names: str) -> dict[str, Shape]:
    """The shape of a record whose parts are all texts or numbers."""
    return dict.fromkeys(names.split(), TEXT)


_LOOP = texts("index index0 revindex revindex0 first last length")


class Md(str):
    """Markdown of our own making, printed as it is."""

    __slots__ = ()


def render(source: str, shape: Mapping[str, Shape], values: Mapping[str, Any]) -> str:
    """The template filled with ``values``, which must be of ``shape``.

    Raises :class:`TemplateError` (one line, with the line number) for broken syntax, an unknown
    variable (before anything is rendered), a forbidden statement, or too long an output.
    """
    from jinja2 import TemplateError as JinjaError

    template = compile_template(source, shape)
    out: list[str] = []
    size = 0
    try:
        for piece in template.generate(values):
            size += len(piece)
            if size > MAX_OUTPUT_CHARS:
                raise TemplateError(f"template: prints more than {MAX_OUTPUT_CHARS} characters")
            out.append(piece)
    except (JinjaError, TypeError, ValueError, OverflowError) as error:
        raise TemplateError(f"template: cannot be filled ({_line(error)})") from error
    return "".join(out)


def compile_template(source: str, shape: Mapping[str, Shape]) -> Template:
    """Check and compile ``source``. Raises :class:`TemplateError`."""
    from jinja2 import TemplateSyntaxError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    if len(source) > MAX_TEMPLATE_CHARS:
        raise TemplateError(f"template: longer than {MAX_TEMPLATE_CHARS} characters")
    box = ImmutableSandboxedEnvironment(
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_printed,
        autoescape=False,
    )
    box.globals.clear()
    for table, known in ((box.filters, FILTERS), (box.tests, TESTS)):
        for name in set(table) - known:
            del table[name]
    try:
        tree = box.parse(source)
        _Check(dict(shape)).block(tree.body)
        return box.from_string(source)
    except TemplateSyntaxError as error:
        raise TemplateError(f"template line {error.lineno}: {_line(error)}") from error
    except RecursionError as error:
        raise TemplateError("template: too deeply nested") from error


def _printed(value: object) -> str:
    if isinstance(value, Md):
        return str(value)
    return escape("" if value is None else str(value))


def _line(error: BaseException) -> str:
    return " ".join(str(error).split())


class _Check:
    """Walks a template's syntax tree with the shape of every name in sight."""

    def __init__(self, names: dict[str, Shape], items: frozenset[str] = frozenset()) -> None:
        self.names = names
        self.items = items  # the loop variables among them

    def block(self, body: Sequence[nodes.Node]) -> None:
        for node in body:
            self.statement(node)

    def statement(self, node: nodes.Node) -> None:
        from jinja2 import nodes

        match node:
            case nodes.Output():
                for child in node.nodes:
                    if self.shape(child) != TEXT:
                        raise _wrong(node, "prints a record or a list; print one of its parts")
            case nodes.For():
                self.loop(node)
            case nodes.If():
                self.shape(node.test)
                for part in (node.body, node.elif_, node.else_):
                    self.block(part)
            case _:
                raise _wrong(node, f"{_kind(node)!r} is not allowed in a template")

    def loop(self, node: nodes.For) -> None:
        from jinja2 import nodes

        over = self.shape(node.iter)
        root = node.iter
        while isinstance(root, nodes.Getattr | nodes.Getitem | nodes.Filter) and root.node:
            root = root.node
        if not isinstance(over, list) or not isinstance(root, nodes.Name):
            raise _wrong(node, "a loop needs a list such as 'sections'")
        if self.items and root.name not in self.items:
            raise _wrong(node, "an inner loop must go over a part of the outer loop's item")
        if node.recursive or not isinstance(node.target, nodes.Name):
            raise _wrong(node, "a loop needs one plain variable")
        names = {**self.names, node.target.name: over[0], "loop": _LOOP}
        inner = _Check(names, self.items | {node.target.name})
        if node.test:
            inner.shape(node.test)
        inner.block(node.body)
        self.block(node.else_)

    def shape(self, node: nodes.Node) -> Shape:
        """The shape of an expression; everything in it is checked."""
        from jinja2 import nodes

        match node:
            case nodes.TemplateData() | nodes.Const():
                return TEXT
            case nodes.Name():
                return self.part(self.names, node.name, node, "variable")
            case nodes.Getattr():
                return self.part(self.shape(node.node), node.attr, node, "part")
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
        raise _wrong(node, f"{_kind(node)!r} is not allowed in a template")

    def part(self, record: Shape, name: str, node: nodes.Node, what: str) -> Shape:
        if not isinstance(record, dict):
            kind = "a list" if isinstance(record, list) else "a text"
            raise _wrong(node, f"{name!r} is asked of {kind}, which has no parts")
        if name not in record:
            raise _wrong(node, f"unknown {what} {name!r}{nearest(name, record)}")
        return record[name]

    def item(self, node: nodes.Getitem) -> Shape:
        from jinja2 import nodes

        base = self.shape(node.node)
        if isinstance(node.arg, nodes.Slice):
            for bound in (node.arg.start, node.arg.stop, node.arg.step):
                if bound is not None:
                    self.shape(bound)
            return base
        key = node.arg.value if isinstance(node.arg, nodes.Const) else None
        if isinstance(key, int) and isinstance(base, list):
            return base[0]
        return self.part(base, str(key), node, "part")

    def filtered(self, node: nodes.Filter) -> Shape:
        if node.name not in FILTERS:
            raise _wrong(node, f"unknown filter {node.name!r}{nearest(node.name, FILTERS)}")
        if node.node is None:
            raise _wrong(node, "a filter needs a value")
        base = self.shape(node.node)
        for child in (*node.args, *(pair.value for pair in node.kwargs)):
            if self.shape(child) != TEXT:
                raise _wrong(node, "a filter's arguments must be texts or numbers")
        if node.name in ("first", "last") and isinstance(base, list):
            return base[0]
        if node.name == "join" and base != [TEXT]:
            raise _wrong(node, "join needs a list of texts")
        return base if node.name in ("reverse", "default", "d") else TEXT


def _wrong(node: nodes.Node, what: str) -> TemplateError:
    return TemplateError(f"template line {node.lineno}: {what}")


def _kind(node: nodes.Node) -> str:
    return type(node).__name__.lower()
