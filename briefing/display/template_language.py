"""The template language: Jinja's syntax, checked before anything is filled in, and sandboxed.

A template is an untrusted file. Its syntax tree is checked against the variables that exist
(:mod:`briefing.display.variables`) and a short list of statements and filters: no calls, no
assignments, no includes, no macros, and loops only over lists, an inner one only over a part of the
outer one's item. So no file, attribute or function is reachable, and the running time is bounded by
the sizes of template and brief. Text from a source is only ever a value and is never read as a
template.

Word templates use the same expressions paragraph by paragraph (:mod:`briefing.docx.tags`). A name
with dots, which is what nearly every tag holds, needs no parser, so Jinja is not imported for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from briefing.display.other_statements import ADVICE
from briefing.display.rich_text import RichText
from briefing.display.shapes import TEXT, Findings, ListOf, Record, Shape
from briefing.display.template_check import ESCAPES, FILTERS, TESTS, Checker
from briefing.errors import TemplateError

if TYPE_CHECKING:
    from jinja2 import Environment, Template, nodes

MAX_TEMPLATE_CHARS = 256_000
"""Characters of a template: far above any page (the shipped ones have 2 to 6 kB), and cheap."""
MAX_OUTPUT_CHARS = 4_000_000
"""Characters that a template may print; a page has some 8 kB."""
MAX_TAG_CHARS = 1000
"""Characters of one tag in a Word template."""

_DOTTED = re.compile(r"[A-Za-z_]\w*(?:\s*\.\s*[A-Za-z_]\w*)*")
_LOOP = re.compile(r"([A-Za-z_]\w*)\s+in\s+(.+)", re.DOTALL)
_QUOTES = str.maketrans("“”„‘’‚", "\"\"\"'''")
# Word types quotation marks of its own into tags.
_WORDS = frozenset(("true", "false", "none", "True", "False", "None", "not", "and", "or"))

Scope = Mapping[str, Any]
Evaluate = Callable[[Scope], Any]


@dataclass(frozen=True, slots=True)
class Expression:
    """A checked expression: the shape of its value and how to get it from a scope."""

    shape: Shape
    evaluate: Evaluate


@dataclass(frozen=True, slots=True)
class Loop:
    """A checked ``for``: its variable, the shape of an item and how to get the items."""

    name: str
    item: Shape
    items: Callable[[Scope], Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Cycle:
    """What ``loop`` is inside a loop: the place from 0 and the number of items."""

    index0: int
    length: int

    @property
    def index(self) -> int:
        return self.index0 + 1

    @property
    def revindex(self) -> int:
        return self.length - self.index0

    @property
    def revindex0(self) -> int:
        return self.length - self.index0 - 1

    @property
    def first(self) -> bool:
        return self.index0 == 0

    @property
    def last(self) -> bool:
        return self.index0 == self.length - 1


@dataclass(frozen=True, slots=True)
class TextTemplate:
    """A checked template of a text format."""

    template: Template
    findings: Findings

    def fill(self, scope: Scope) -> str:
        """The template filled in from ``scope``.

        Raises :class:`TemplateError` for too long an output, or a filter that a value is not for.
        """
        from jinja2 import TemplateError as JinjaError

        out: list[str] = []
        size = 0
        try:
            for piece in self.template.generate(scope):
                size += len(piece)
                if size > MAX_OUTPUT_CHARS:
                    raise TemplateError(f"template: prints more than {MAX_OUTPUT_CHARS} characters")
                out.append(piece)
        except (JinjaError, TypeError, ValueError, OverflowError) as error:
            raise TemplateError(f"template: cannot be filled ({_line(error)})") from error
        return "".join(out)


def compile_template(
    source: str, names: Mapping[str, Shape], former: Mapping[str, str], show: Callable[[Any], str]
) -> TextTemplate:
    """Check and compile the template of a text format.

    ``names`` are the variables with their shapes, ``former`` their names of earlier versions;
    ``show`` turns a value into text of the format. Raises :class:`TemplateError` (one line, with
    the line number) for broken syntax, an unknown variable or a forbidden statement.
    """
    from jinja2 import Template, TemplateSyntaxError

    if len(source) > MAX_TEMPLATE_CHARS:
        raise TemplateError(f"template: longer than {MAX_TEMPLATE_CHARS} characters")
    box = _environment(show)
    findings = Findings()
    try:
        tree = box.parse(source)
        Checker(Record(names, former=former), findings).block(tree.body)
        template = Template.from_code(box, box.compile(tree), {})
    except TemplateSyntaxError as error:
        unknown = _UNKNOWN_TAG.search(str(error))
        advice = ADVICE.get(unknown[1], "") if unknown else ""
        reason = f"{unknown[0]}; {advice}" if unknown and advice else _line(error)
        raise TemplateError(f"template line {error.lineno}: {reason}") from error
    except RecursionError as error:
        raise TemplateError("template: too deeply nested") from error
    return TextTemplate(template, findings)


def compile_printed(
    text: str, names: Mapping[str, Shape], former: Mapping[str, str], findings: Findings
) -> Expression:
    """:func:`compile_expression` for what is printed: a record is printed as one of its parts.

    Raises :class:`TemplateError` also for a list of records and a record that cannot be printed.
    """
    printed = compile_expression(text, names, former, findings)
    if isinstance(printed.shape, Record) and printed.shape.printed:
        return Expression(TEXT, _part_of(printed.evaluate, printed.shape.printed))
    if isinstance(printed.shape, ListOf) and printed.shape.printed and "." in text:
        instead = f"{text.rpartition('.')[0].strip()}.{printed.shape.printed}"
        findings.renamed(text.strip(), instead)
        return compile_expression(instead, names, former, findings)
    if isinstance(printed.shape, ListOf) and printed.shape.item != TEXT:
        raise TemplateError(f"template: {text.strip()!r} is a list; loop over it with {{% for %}}")
    if isinstance(printed.shape, Record):
        raise TemplateError(f"template: {text.strip()!r} is a record; print one of its parts")
    return printed


def compile_expression(
    text: str, names: Mapping[str, Shape], former: Mapping[str, str], findings: Findings
) -> Expression:
    """Check and compile one expression of a Word template.

    Raises :class:`TemplateError` for what is no expression or names nothing.

    >>> n = compile_expression("n > 1 and not x", {"n": TEXT, "x": TEXT}, {}, Findings())
    >>> n.evaluate({"n": 2, "x": ""})
    True
    """
    text = text.strip().translate(_QUOTES)
    check = Checker(Record(names, former=former), findings, tag=text)
    if _DOTTED.fullmatch(text) and text not in _WORDS:
        path = [part.strip() for part in text.split(".")]
        shape, path = check.path(path)
        return Expression(shape, _reached(path))
    tree = _parsed("{{ " + text + " }}", text)
    output = tree.body[0] if len(tree.body) == 1 else None
    held: Sequence[nodes.Expr] = getattr(output, "nodes", ())
    if len(held) != 1:
        raise TemplateError(f"template: cannot read the tag {text!r}")
    shape = check.shape(held[0])
    return Expression(shape, _compiled(held[0]))


def compile_loop(
    text: str, names: Mapping[str, Shape], former: Mapping[str, str], findings: Findings
) -> Loop:
    """Check and compile what follows ``for`` in a Word template: ``x in list``, ``if`` and a test.

    Raises :class:`TemplateError` as :func:`compile_expression`.
    """
    head = _LOOP.fullmatch(text.strip())
    if head is None:
        raise TemplateError(f"template: write {{% for x in list %}}, not {{% for {text} %}}")
    name, rest = head.groups()
    values, _, test = rest.partition(" if ")
    listed = compile_expression(values, names, former, findings)
    if not isinstance(listed.shape, ListOf):
        raise TemplateError(f"template: {values.strip()!r} is not a list to loop over")
    item, every = listed.shape.item, listed.evaluate
    if not test:
        return Loop(name, item, lambda scope: every(scope) or ())
    kept = compile_expression(test, {**names, name: item}, former, findings).evaluate
    return Loop(
        name, item, lambda scope: [x for x in every(scope) or () if kept({**scope, name: x})]
    )


def _parsed(source: str, tag: str) -> nodes.Template:
    from jinja2 import TemplateSyntaxError

    if len(source) > MAX_TAG_CHARS:
        raise TemplateError(f"template: tag is longer than {MAX_TAG_CHARS} characters")
    try:
        return _expressions().parse(source)
    except (TemplateSyntaxError, RecursionError) as error:
        raise TemplateError(f"template: cannot read the tag {tag!r} ({_line(error)})") from error


def _reached(path: Sequence[str]) -> Evaluate:
    """What a dotted name leads to; ``""`` where it leads past nothing."""
    head, *rest = path

    def evaluate(scope: Scope) -> Any:
        value = scope[head]
        for part in rest:
            if value is None:
                return ""
            value = getattr(value, part)
        return value

    return evaluate


def _part_of(evaluate: Evaluate, part: str) -> Evaluate:
    def of(scope: Scope) -> Any:
        whole = evaluate(scope)
        return "" if whole in (None, "") else getattr(whole, part)

    return of


def _compiled(node: nodes.Expr) -> Evaluate:
    from jinja2 import Template, nodes
    from jinja2.environment import TemplateExpression

    box = _expressions()
    body = [nodes.Assign(nodes.Name("result", "store"), node, lineno=1)]
    code = box.compile(nodes.Template(body, lineno=1))
    run = TemplateExpression(Template.from_code(box, code, {}), undefined_to_none=True)

    def evaluate(scope: Scope) -> Any:
        try:
            value = run(scope)
        except (TypeError, ValueError, OverflowError) as error:
            raise TemplateError(f"template: cannot be filled ({_line(error)})") from error
        return "" if value is None else value

    return evaluate


@lru_cache(maxsize=1)
def _expressions() -> Environment:
    return _environment(str)


def _environment(show: Callable[[Any], str]) -> Environment:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    box = ImmutableSandboxedEnvironment(
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=show,
        autoescape=False,
    )
    box.globals.clear()
    for table, known in ((box.filters, FILTERS), (box.tests, TESTS)):
        for name in set(table) - known:
            del table[name]
    changes: tuple[tuple[str, Callable[[str], str]], ...] = (
        ("upper", str.upper),
        ("lower", str.lower),
        ("title", str.title),
        ("capitalize", str.capitalize),
    )
    for name, change in changes:
        box.filters[name] = _keeping_spans(change)
    for name in ESCAPES:
        box.filters[name] = _unchanged
    return box


def _unchanged(value: Any) -> Any:
    return value


def _keeping_spans(change: Callable[[str], str]) -> Callable[[Any], str]:
    def filtered(value: Any) -> str:
        return value.changed(change) if isinstance(value, RichText) else change(str(value))

    return filtered


_UNKNOWN_TAG = re.compile(r"unknown tag '(\w+)'")


def _line(error: BaseException) -> str:
    return " ".join(str(error).split())
