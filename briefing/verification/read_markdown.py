"""Blocks of a Markdown page, as its reader sees them, also after a wiki or a converter wrapped it.

A small reader for what briefs are made of (front matter, headings, paragraphs, quotes, lists,
footnotes, tables), not for all of Markdown: code, HTML blocks and reference links read as text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from briefing.display.labels import LANGUAGES, labels
from briefing.errors import UsageError
from briefing.verification.points import CITE_CLOSE, CITE_OPEN, MAX_BLOCKS, Block, Role

_FRONT = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_SPAN = re.compile(r"([0-9a-f]{16}) \d+ \d+")
_LONGEST_FRONT = 200_000
"""Characters of front matter that are read: those of a brief of 400 sources are 40,000."""
_HEADING = re.compile(r" {0,3}#{1,6}(?=[ \t]|$)")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*$")
_FIGURES = re.compile(
    rf"\*\*(?:{'|'.join(re.escape(labels(x).key_figures) for x in LANGUAGES)}):?\*\*:?\s*",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"\*\*(?P<value>(?:\\.|[^*\\]){1,80})\*\*\s*(?P<label>.*)", re.DOTALL)
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_ITEM = re.compile(r"[ \t]*(?:[-+*]|\d{1,9}[.)])(?:[ \t]+(?:\[[ xX]\][ \t]+)?|$)")
_FOOTNOTE = re.compile(r" {0,3}\[\^([^\]\s]{1,80})\]:[ \t]*")
# Fenced divisions of converters; one with the identifier of a note holds that note.
_DIVISION = re.compile(r"[ \t]*:{3,}(?:[ \t]*\{#fn:?(\d+)[^{}]*\})?")
_QUOTE = re.compile(r"[ \t]{0,3}(?:>[ \t]?)+")
_TABLE = re.compile(r"(?:\||\+[-=+]{3,}|(?![-+] +[^ -])[-=+| \t:]{3,}$)")
# Rows of dashes of converters' tables; what touches one is a table's row.
_DASHES = re.compile(r"[ \t]*-{3,}(?:[ \t]+-{3,})+[ \t]*$|[ \t]{2,}-{20,}[ \t]*$")
_ATTRIBUTES = re.compile(r"\{[#.:][^{}]{0,200}\}$")
MAX_CHARS = 4_000_000
"""Most characters of a page that are read: two thousand times a brief."""

_INLINE = re.compile(
    r"""
      \\(?P<escaped>[!-/:-@\[-`{-~])
    | \\(?P<blank>[ ])
    | (?P<code>`{1,3})
    | (?P<entity>&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)
    | </?[A-Za-z][^<>]{0,300}>
    | \[\^(?P<raised>\d{1,4})\^\]\(\#[^()\s]{1,80}\)(?:\{[^{}]{0,200}\})?
    | \[\^(?P<cite>[^\]\s]{1,80})\]
    | (?P<image>!?)\[(?P<text>(?:\\.|[^\[\]\\]){0,500})\]\((?:<[^<>\n]{0,900}>|[^\s()<>]{0,900})
        (?:[ ]+"[^"]{0,200}")?\)(?:\{[^{}]{0,200}\})?
    | <(?P<auto>(?:https?|mailto):[^\s<>]{1,900})>
    | \[(?P<span>(?:\\.|[^\[\]\\]){0,2000})\]\{[.\#][^{}]{0,200}\}
    | \*{1,3} | (?<!\w)_{1,3}(?=\S) | (?<=\S)_{1,3}(?!\w) | ~~
    """,
    re.VERBOSE,
)


class Front(NamedTuple):
    """What the front matter of a page stores: its language, the names of its sections, and the
    identifier of the article of each point."""

    language: str = "en"
    sectors: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()


def blocks(text: str) -> tuple[list[Block], Front]:
    """The blocks of a page and what its front matter stores.

    Raises :class:`UsageError` for a page longer than :data:`MAX_CHARS`.
    """
    if len(text) > MAX_CHARS:
        raise UsageError(f"not a brief: the page is longer than {MAX_CHARS} characters")
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    head = _FRONT.match(text)
    front = _front(head[1]) if head else Front()
    text = text[head.end() :] if head else text
    text = _without(_without(text, "<!--", "-->"), "<table>", "</table>")
    blocks_read: list[Block] = []
    for role, lines, label in _gathered(text.split("\n")):
        written = " ".join(line.strip() for line in lines)
        strip = _FIGURES.match(written)
        if strip:
            blocks_read += _key_figures(written[strip.end() :])
        elif (plain := inline(written)).strip():
            blocks_read.append(Block(role, plain, label))
        if len(blocks_read) >= MAX_BLOCKS:
            break
    return blocks_read, front


def _key_figures(text: str) -> Iterator[Block]:
    """The figures of the strip, each with what it measures."""
    for piece in re.split(r"\s+·\s+", text):
        figure = _FIGURE.match(piece)
        if figure:
            yield Block(Role.FIGURE, inline(figure["value"]))
            yield Block(Role.LABEL, inline(figure["label"]))
        elif piece.strip():
            yield Block(Role.FIGURE, inline(piece))


def _front(head: str) -> Front:
    """What front matter stores; nothing where it is no YAML any more, or too long."""
    import yaml

    if len(head) > _LONGEST_FRONT:
        return Front()
    try:
        values = yaml.load(head, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (yaml.YAMLError, ValueError, RecursionError):
        return Front()
    if not isinstance(values, dict):
        return Front()
    language = values.get("language")
    spans = map(_SPAN.fullmatch, _strings(values.get("provenance")))
    return Front(
        language if isinstance(language, str) else "en",
        tuple(_strings(values.get("sectors"))),
        tuple(span[1] for span in spans if span),
    )


def _strings(value: object) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _without(text: str, opening: str, closing: str) -> str:
    """``text`` without all from each ``opening`` to the next ``closing``."""
    out, at = [], 0
    while (start := text.find(opening, at)) >= 0 and (end := text.find(closing, start)) >= 0:
        out.append(text[at:start])
        at = end + len(closing)
    return "".join(out) + text[at:]


def _gathered(lines: list[str]) -> Iterator[tuple[Role, list[str], str]]:
    """Lines joined into blocks: a blank line, or a line that starts another block, ends one."""
    role, held, label, after_blank = Role.PARAGRAPH, list[str](), "", True
    for raw in lines:
        quoted = _QUOTE.match(raw)
        line = raw[quoted.end() :] if quoted else raw
        if not line.strip():
            after_blank = True
            continue
        joined = bool(held) and not after_blank
        if joined and _DASHES.match(line):
            role, after_blank = Role.OTHER, False
            continue
        if joined and role is Role.PARAGRAPH and _UNDERLINE.match(line):
            yield Role.HEADING, held, ""
            held = []
            continue
        opened = None if joined and role is Role.OTHER else _opened(line)
        inside = role in (Role.ITEM, Role.SOURCE) and raw[:1] in " \t"
        if not opened and joined:
            held.append(line)
            continue
        if held:
            yield role, held, label
        if opened or not inside:  # else a further paragraph of the same item
            role, line, label = opened or (Role.PARAGRAPH, line, "")
        held, after_blank = [line], role is Role.HEADING or bool(_RULE.match(raw))
    if held:
        yield role, held, label


def _opened(line: str) -> tuple[Role, str, str] | None:
    """The block that ``line`` starts for sure: role, the rest of the line, label; else None."""
    heading = _HEADING.match(line)
    if heading:
        title = line[heading.end() :].strip().rstrip("#")
        return Role.HEADING, _ATTRIBUTES.sub("", title.rstrip()), ""
    note = _FOOTNOTE.match(line)
    if note:
        return Role.SOURCE, line[note.end() :], note[1]
    if _RULE.match(line) or _TABLE.match(line.lstrip()) or _DASHES.match(line):
        return Role.OTHER, line, ""
    item = _ITEM.match(line)
    division = _DIVISION.match(line, item.end() if item else 0)
    if division:
        return (Role.SOURCE, "", division[1]) if division[1] else (Role.OTHER, line, "")
    return (Role.ITEM, line[item.end() :], "") if item else None


def inline(text: str) -> str:
    """Inline Markdown as its reader sees it, citations between their marks.

    >>> inline(r"**He** \\[Li\\] won &amp; a_b [left](http://x.kz).")
    'He [Li] won & a_b left.'
    """
    return _INLINE.sub(_visible, text)


def _visible(match: re.Match[str]) -> str:
    for name in ("escaped", "auto"):
        if match[name]:
            return match[name]
    if match["blank"]:
        return "\xa0"
    if match["entity"]:
        return html.unescape(match["entity"])
    if cited := match["cite"] or match["raised"]:
        return f"{CITE_OPEN}{cited}{CITE_CLOSE}"
    inner = match["text"] or match["span"]
    return inline(inner) if inner and not match["image"] else ""
