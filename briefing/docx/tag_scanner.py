"""Finds the tags in the text of a Word template, in linear time.

Tags are written as in Jinja and docxtpl: ``{{ name }}`` shows a value, ``{% … %}`` repeats or
chooses, ``{# … #}`` is a comment. docxtpl marks the tags of a table row, cell, paragraph or run by
a letter after the bracket: ``{%tr … %}``, ``{%tc``, ``{%p``, ``{%r``, ``{{r``, ``{{p``.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from briefing.errors import TemplateError

OPEN = re.compile(r"\{\{|\{%|\{#")
"""How a tag begins."""
COMMENT, SHOWN, CONTROL = "{#", "{{", "{%"
"""The kinds of tags, by how they begin."""

_CLOSE = {COMMENT: "#}", SHOWN: "}}", CONTROL: "%}"}
_LEVEL = re.compile(r"(p|tr|tc|r)(?=\s)")
_EXCERPT = 40
_QUOTED = re.compile("""("[^"]*"|'[^']*'|“[^”]*”|‘[^’]*’)""")
_WIDE_BLANK = re.compile("[\u00a0\u2000-\u200b\u202f\u3000]")
"""Blanks that Word puts in place of plain ones, as around French punctuation."""


class Tag(NamedTuple):
    """A tag at ``[start:stop]`` of a text; ``level`` is ``tr``, ``tc``, ``p`` or ``""``."""

    start: int
    stop: int
    kind: str
    level: str
    text: str


def scan(text: str) -> list[Tag]:
    """The tags in ``text`` in order. Raises :class:`TemplateError` for one that is not closed.

    >>> [(tag.kind, tag.level, tag.text) for tag in scan("{{ title }}, {%tr for x in y %}")]
    [('{{', '', 'title'), ('{%', 'tr', 'for x in y')]
    """
    tags: list[Tag] = []
    at = 0
    while (begin := OPEN.search(text, at)) is not None:
        kind = begin[0]
        end = text.find(_CLOSE[kind], begin.end())
        nested = OPEN.search(text, begin.end(), max(end, begin.end())) if kind != COMMENT else None
        if end < 0 or nested:
            excerpt = text[begin.start() : begin.start() + _EXCERPT]
            raise TemplateError(f"template: tag is not closed or not known: {excerpt!r}")
        inner = _plain_blanks(text[begin.end() : end]).removeprefix("-").removesuffix("-")
        inner = inner.lstrip() if kind == CONTROL else inner
        level = None if kind == COMMENT else _LEVEL.match(inner)
        inner = inner[level.end() :] if level else inner
        name = level[1] if level and level[1] != "r" else ""
        at = end + len(_CLOSE[kind])
        tags.append(Tag(begin.start(), at, kind, name, inner.strip()))
    return tags


def _plain_blanks(tag: str) -> str:
    """``tag`` with plain blanks, but for those in quotes."""
    if not _WIDE_BLANK.search(tag):
        return tag
    pieces = _QUOTED.split(tag)
    pieces[::2] = [_WIDE_BLANK.sub(" ", piece) for piece in pieces[::2]]
    return "".join(pieces)


def whole(text: str) -> Tag | None:
    """The tag that ``text`` consists of, but for blanks around it; None where it is more or less.

    >>> whole(" {% endif %} ").text
    'endif'
    >>> whole("see {{ title }}") is None
    True
    """
    text = text.strip()
    if not OPEN.match(text):
        return None
    tags = scan(text)
    return tags[0] if tags[0].stop == len(text) else None
