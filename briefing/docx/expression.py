"""The expressions of a template: names, attributes, comparisons, and/or/not, upper and lower.

This is the part of Jinja's expression language that a brief needs. There is no call, no index, no
arithmetic and no private attribute, so nothing in a template can run, loop without end or grow
without bound; text from a source is only ever a value and is never read as a template.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from typing import Any

from briefing.docx.variables import SCHEMA, Part, Rich
from briefing.errors import TemplateError, nearest

Scope = dict[str, Any]
Types = Mapping[str, str]
Evaluate = Callable[[Scope], Any]

MAX_CHARS = 200
_COMPARE: dict[type[ast.cmpop], Callable[[Any, Any], Any]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}
_FILTERS: dict[str, Callable[[str], str]] = {
    "upper": str.upper,
    "lower": str.lower,
    "title": str.title,
    "trim": str.strip,
}


def compile_expression(text: str, types: Types, extra: frozenset[str]) -> tuple[str, Evaluate]:
    """The type of ``text`` and a function that evaluates it in a scope.

    ``types`` are the names of the scope with their types; ``extra`` further names of text values.
    Raises :class:`TemplateError` for what is not an expression or names nothing.

    >>> kind, evaluate = compile_expression("n > 1 and not x", {}, frozenset({"n", "x"}))
    >>> evaluate({"n": 2, "x": ""})
    True
    """
    if len(text) > MAX_CHARS:
        raise TemplateError(f"template: tag is longer than {MAX_CHARS} characters")
    try:
        node = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise TemplateError(f"template: cannot read the tag {text.strip()!r}") from None
    return _Compiler(types, extra, text.strip()).visit(node)


class _Compiler:
    def __init__(self, types: Types, extra: frozenset[str], text: str) -> None:
        self.types, self.extra, self.text = types, extra, text

    def visit(self, node: ast.expr) -> tuple[str, Evaluate]:
        found: tuple[str, Evaluate] | None = None
        match node:
            case ast.Name(id=name):
                found = self._name(name)
            case ast.Attribute():
                found = self._attribute(node)
            case ast.Constant(value=str() | int() as constant):
                found = "", lambda _: constant
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                _, inner = self.visit(operand)
                found = "", lambda scope: not inner(scope)
            case ast.BoolOp():
                found = self._boolean(node)
            case ast.Compare(left=left, ops=[op], comparators=[right]) if type(op) in _COMPARE:
                found = self._compare(left, _COMPARE[type(op)], right)
            case ast.BinOp(left=left, op=ast.BitOr(), right=ast.Name(id=name)):
                found = self._filter(left, name)
        if found is None:
            raise TemplateError(
                f"template: {self.text!r} is more than a tag may do; use names, comparisons, "
                "and, or, not, and the filters " + ", ".join(sorted(_FILTERS))
            )
        return found

    def _name(self, name: str) -> tuple[str, Evaluate]:
        if name in self.extra:
            return "", lambda scope: scope[name]
        if name in self.types:
            return self.types[name], lambda scope: scope[name]
        root = SCHEMA["brief"]
        if name not in root:
            known = (*self.types, *self.extra, *root)
            raise TemplateError(f"template: unknown name {name!r}{nearest(name, known)}")
        kind, get = root[name]
        return kind, lambda scope: get(scope["brief"])

    def _attribute(self, node: ast.Attribute) -> tuple[str, Evaluate]:
        kind, inner = self.visit(node.value)
        known = SCHEMA.get(kind, {})
        if node.attr not in known:
            if not known:
                raise TemplateError(f"template: {ast.unparse(node.value)!r} has no parts to name")
            names = [name for name in known if name]
            raise TemplateError(
                f"template: unknown name {ast.unparse(node)!r}{nearest(node.attr, names)}"
            )
        found, get = known[node.attr]

        def evaluate(scope: Scope) -> Any:
            owner = inner(scope)
            return "" if owner is None else get(owner)

        return found, evaluate

    def _boolean(self, node: ast.BoolOp) -> tuple[str, Evaluate]:
        parts = [self.visit(v)[1] for v in node.values]
        stop_at = isinstance(node.op, ast.Or)

        def evaluate(scope: Scope) -> Any:
            found: Any = ""
            for part in parts:
                found = part(scope)
                if bool(found) == stop_at:
                    break
            return found

        return "", evaluate

    def _compare(
        self, left: ast.expr, compare: Callable[[Any, Any], Any], right: ast.expr
    ) -> tuple[str, Evaluate]:
        (_, a), (_, b) = self.visit(left), self.visit(right)

        def evaluate(scope: Scope) -> bool:
            x, y = plain(a(scope)), plain(b(scope))
            return bool(compare(x, y) if type(x) is type(y) else compare(str(x), str(y)))

        return "", evaluate

    def _filter(self, left: ast.expr, name: str) -> tuple[str, Evaluate]:
        if name not in _FILTERS:
            raise TemplateError(f"template: unknown filter {name!r}{nearest(name, _FILTERS)}")
        (_, inner), change = self.visit(left), _FILTERS[name]

        def evaluate(scope: Scope) -> Any:
            found = inner(scope)
            if isinstance(found, Rich):
                return found._replace(parts=tuple(_changed(p, change) for p in found.parts))
            return change(str(found))

        return "", evaluate


def _changed(part: Part, change: Callable[[str], str]) -> Part:
    return part._replace(text=change(part.text))


def plain(value: Any) -> Any:
    """The text of a rich value; any other value as it is."""
    return "".join(p.text for p in value.parts) if isinstance(value, Rich) else value
