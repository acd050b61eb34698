"""The lines of a mail body with their depth of quotation, from plain text and from HTML alike."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from briefing.readers.formats.html_blocks import BLOCKS
from briefing.readers.mail.html_walk import HtmlWalk

_MARKS = re.compile(r"[>|](?:[ \t]?>)*[ \t]?")
# What mail programs call the element that holds a quoted or forwarded mail.
_QUOTES = re.compile(
    r"\b(?:gmail_quote(?:_container)?|yahoo_quoted|protonmail_quote|moz-cite|zmail_extra|gmx_quote"
    r"|tutanota_quote|cite|quoted-?mail|js-quote)\b",
    re.IGNORECASE,
)
_SIGNATURES = re.compile(
    r"(?:^|\b)(?:gmail_signature|moz-signature|protonmail_signature_block(?:-user)?"
    r"|ms-outlook-mobile-signature|appendonsend|signature|mail-?signature|apple-mail-signature)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a mail. ``depth`` counts the quotations that it lies in."""

    text: str
    depth: int = 0


def plain_lines(text: str) -> list[Line]:
    """The lines of plain text. Quote marks (``>``) become depth."""
    return list(_mended([_plain_line(raw) for raw in text.split("\n")]))


def _plain_line(raw: str) -> Line:
    if not raw.startswith(">"):
        return Line(raw.rstrip())
    match = _MARKS.match(raw)
    end = match.end() if match else 0
    return Line(raw[end:].rstrip(), raw[:end].count(">"))


def _mended(lines: list[Line]) -> Iterator[Line]:
    """Gives the end of a quoted line that was wrapped once more its depth back."""
    for index, line in enumerate(lines):
        before = lines[index - 1] if index else line
        after = lines[index + 1] if index + 1 < len(lines) else line
        torn = line.text and before.text and after.text and before.depth == after.depth
        yield Line(line.text, before.depth) if torn and before.depth > line.depth else line


def html_lines(tree: Any) -> list[Line]:
    """The lines of an lxml tree: a block is a line between blank ones, a break begins a new one.

    Signatures that a mail program has marked as such are left out.
    """
    collector = _Lines()
    collector.walk(tree)
    return collector.lines


class _Lines(HtmlWalk):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Line] = []
        self._text: list[str] = []
        self._depth = 0

    def hidden(self, element: Any) -> bool:
        return _is(element, _SIGNATURES)

    def begins(self, element: Any, tag: str) -> None:
        if tag == "br":
            self._text.append("\n")
        elif tag in BLOCKS and not _labelled(element, tag):
            self.flush()
        self._depth += _is_quote(element, tag)
        if tag == "li":
            self._text.append("- ")

    def ends(self, element: Any, tag: str) -> None:
        if tag == "th":  # the label of the cell beside it
            self._text.append(" ")
        elif tag in BLOCKS:
            self.flush()
        self._depth -= _is_quote(element, tag)

    def add(self, text: str) -> None:
        self._text.append(" ".join(text.split("\n")))

    def flush(self) -> None:
        text = "".join(self._text)
        self._text.clear()
        if not text.strip(" \n\t\xa0-"):
            if self.lines and self.lines[-1].text:
                self.lines.append(Line("", self._depth))
            return
        raw = (re.sub(r"[ \t]+", " ", part).strip(" \xa0") for part in text.strip().split("\n"))
        self.lines.extend(Line(part, self._depth) for part in raw)
        self.lines.append(Line("", self._depth))


def _is(element: Any, pattern: re.Pattern[str]) -> bool:
    named = f"{element.get('class') or ''} {element.get('id') or ''}"
    return len(named) > 1 and pattern.search(named) is not None


def _labelled(element: Any, tag: str) -> bool:
    """Whether a cell stands beside its label, as in a table of header lines."""
    before = element.getprevious() if tag == "td" else None
    return before is not None and before.tag == "th"


def _is_quote(element: Any, tag: str) -> bool:
    if tag == "blockquote":
        return element.get("type") == "cite" or _is(element, _QUOTES)
    return tag == "div" and _is(element, _QUOTES)
