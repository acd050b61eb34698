"""Rich text (.rtf): striprtf gives the text, the information group title, author and date."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.model import Article, Skipped
from briefing.readers.article import line, make_article
from briefing.readers.options import Hints, Source, merge
from briefing.readers.raised import raised

# Text that a word processor does not show (hidden, deleted) or strikes out: a group of its own, or
# a run between the control word and its end.
_UNSEEN_WORD = r"\\(?:v|deleted|strike|striked1)(?![a-z0-9])"
_GROUP = re.compile(rf"\{{(?:\\[a-z]+-?\d* ?){{0,20}}?{_UNSEEN_WORD}[^{{}}]*\}}")
_RUN = re.compile(
    rf"{_UNSEEN_WORD}[^{{}}]*?(?=\\(?:v0|deleted0|strike0|striked0|plain|pard)(?![a-z0-9])|[{{}}])"
)
# The instruction of a field, such as the address of a link, and raised marks of notes.
_FIELD = re.compile(r"\{\\\*\\fldinst(?:[^{}]|\{[^{}]*\})*\}")
_RAISED = re.compile(r"\{(?:\\[a-z]+-?\d* ?)*\\super(?: |\\[a-z]+-?\d* ?)*(-?\d{1,3})\}")
# Pictures, whose bytes are no text and make striprtf stumble.
_PICTURE = re.compile(r"\{\\pict(?![a-z])[^{}]*(?:\{[^{}]*\}[^{}]*)*\}")
_CONTROL = re.compile(r"[{}]|\\[a-z]+-?\d* ?")
_INFO = re.compile(r"\{\\(title|author)\s([^{}]{0,1000})\}")
_MADE = re.compile(r"\{\\(?:creatim|revtim)\\yr(\d{4})\\mo(\d{1,2})\\dy(\d{1,2})")


def read(source: Source) -> Iterator[Article | Skipped]:
    """One article; every cell of a table is a paragraph. Notes and hidden text are left out."""
    raw = source.data.decode("latin-1")
    text = raw
    for pattern in (_PICTURE, _FIELD, _GROUP, _RUN):
        text = pattern.sub("", text)
    text = _RAISED.sub(_raised, text)
    parts = _plain(text).split("\n")
    if "\\cell" in raw:
        parts = [cell for part in parts for cell in part.split("|")]
    yield make_article(
        [part for part in parts if part.strip()],
        location=source.location,
        options=source.options,
        hints=merge(source.hints, _information(raw)),
        name=source.name,
    )


def _raised(match: re.Match[str]) -> str:
    """What a raised figure reads as, written as RTF writes what is not ASCII."""
    before = _CONTROL.sub("", match.string[max(0, match.start() - 80) : match.start()])
    return "".join(rf"\u{ord(c)}?" for c in raised(before, match[1]))


def _plain(text: str) -> str:
    from striprtf.striprtf import rtf_to_text

    return str(rtf_to_text(text, errors="replace"))  # type: ignore[no-untyped-call]


def _information(raw: str) -> Hints:
    """What the information group says; a date there is when the file was made."""
    head = raw[:100_000]
    values = {name: line(_plain(f"{{\\rtf1 {value}}}")) for name, value in _INFO.findall(head)}
    made = _MADE.search(head)
    date = f"{made[1]}-{int(made[2]):02}-{int(made[3]):02}" if made else ""
    return Hints(title=values.get("title", ""), author=values.get("author", ""), made=date)
