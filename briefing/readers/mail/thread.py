"""A mail body as a thread: what its sender wrote, what was forwarded, what was answered.

A boundary is one of four: the banner of a forwarded or original message, a block of header lines
(``From: … Sent: … Subject: …`` in any language), an attribution (``On … wrote:``), or, in plain
text, a step down in quotation. What follows belongs to the mail that the boundary opens until the
quotation ends.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from briefing.readers.mail import phrases
from briefing.readers.mail.lines import Line

# Lines that an attribution may be wrapped over.
ATTRIBUTION_LINES = 3
# Header lines that make a block; a single "From:" or "To:" also begins lines of prose.
HEADER_LINES = 2
# Longest line that can be an attribution or hold a header: some name dozens of addressees.
MAX_HEADER = 2_000
# A line of a header that is shorter was not wrapped by any mail program.
WRAPPED = 60
MAX_ATTRIBUTION = 260

_BANNER = r"[-_=*—–>\s]*@\s*[:.]?[-_=*—–\s]*$"
_ORIGINAL = r"[-_=*—–]{2,}\s*@\s*:?\s*[-_=*—–]{2,}\s*$"
_ATTRIBUTION = r"(?:@\s?\)?\s?[:：]|-{2,}\s*@\s*-{2,})\s*$"
_RULE = re.compile(r"[-_=*—–~#]{3,}$")
_HEADER = re.compile(
    r"[*_]{0,2}(?P<name>[^\W\d_][\w' -]{0,24}?)[*_]{0,2}\s?[:：]\s?[*_]{0,2}(?P<value>(?:\s|$).*)$"
)


# What some programs write around the date of an attribution.
_DATE_WORDS = re.compile(r"^(?:\w+\s)?(?:on|am|den)\s|[\s\"“]+$|\starihinde$", re.IGNORECASE)
# "schrieb Press Office <press@water.example>", the name without the time before it.
_SENDER = re.compile(
    r"(?:\b(?:Uhr\s)?(?:schrieb|skrev|schreef)\s)?(?P<name>(?![\d\s])[^\d<>:,\"“”«»]{2,80})[\"”»]?,?\s*"
    r"[<(](?:mailto:)?(?P<address>[^\s<>()]+@[^\s<>()]+)[>)]"
)
_INLINE = re.compile(r"(?:^|(?<=\s))[*_]{0,2}(?P<name>[^\W\d_]{1,14})[*_]{0,2}\s?[:：][*_]{0,2}\s")


@dataclass(slots=True)
class Message:
    """One mail of a thread. ``kind`` is how it came in: own, forward, original, reply or quote.

    ``headers`` has the values of from, date, to and subject where a header block gave them;
    ``depth`` is the quotation that its text lies in.
    """

    kind: str
    depth: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.lines).strip("\n")


def messages(lines: Sequence[Line], *, quotes: bool) -> list[Message]:
    """The mails in the body in order; the first is the sender's own and may be empty.

    ``quotes``: whether quotation without an attribution opens a message, as it does in plain text.
    """
    stack = [Message("own")]
    thread = [stack[0]]
    at = 0
    while at < len(lines):
        line = lines[at]
        while line.text and len(stack) > 1 and line.depth < stack[-1].depth:
            stack.pop()
        if phrases.begins("forward end", line.text.strip(), _BANNER):
            del stack[1:]
            at += 1
            continue
        opened = _boundary(lines, at)
        if opened is None and quotes and line.text and line.depth > stack[-1].depth:
            opened = Message("quote", line.depth), at
        if opened is None:
            stack[-1].lines.append(line.text)
            at += 1
            continue
        message, after = opened
        _drop_rule(stack[-1].lines)
        stack.append(message)
        thread.append(message)
        at = after
    return thread


def _boundary(lines: Sequence[Line], at: int) -> tuple[Message, int] | None:
    """The message that opens at a line, and the index of the first line of its text."""
    text = lines[at].text.strip()
    if not text or len(text) > MAX_HEADER:
        return None
    if banner := _banner(text):
        start = _next(lines, at + 1)
        headers, after = _headers(lines, start)
        attributed = None if headers or start >= len(lines) else _attribution(lines, start)
        if attributed:
            headers, after = attributed[0].headers, attributed[1]
        if headers or banner == "forward":
            after = after if headers else at + 1
            return Message(banner, _depth(lines, after, lines[at].depth), headers), after
    headers, after = _headers(lines, at)
    if not headers and (headers := _inline_headers(text)):
        after = at + 1
    if "from" in headers and ("date" in headers or "subject" in headers):
        return Message("headers", _depth(lines, after, lines[at].depth), headers), after
    return _attribution(lines, at)


def _banner(text: str) -> str:
    if phrases.begins("forwarded", text, _BANNER):
        return "forward"
    return "original" if phrases.begins("original", text, _ORIGINAL) else ""


def _attribution(lines: Sequence[Line], at: int) -> tuple[Message, int] | None:
    """An attribution, which may be wrapped, above a quotation or at the end of what was written."""
    text = ""
    for end in range(at, min(at + ATTRIBUTION_LINES, len(lines))):
        part = lines[end].text.strip()
        if not part or len(text) + len(part) > MAX_ATTRIBUTION:
            return None
        text = f"{text} {part}".strip()
        if text[-1] in ":：-" and phrases.begins("attribution", text, _ATTRIBUTION):
            depth = _depth(lines, end + 1, lines[at].depth)
            dated = any(map(str.isdigit, text))
            if depth == lines[at].depth and not dated:  # "The minister wrote:" opens a quotation
                return None
            return Message("reply", depth, _attributed(text)), end + 1
    return None


def _attributed(text: str) -> dict[str, str]:
    """Sender and date of an attribution that gives an address; a time may run into the name.

    >>> _attributed("On Tue, 11 Jun 2024, 18:12 Press Office, <press@water.example> wrote:")
    {'from': 'Press Office <press@water.example>', 'date': 'Tue, 11 Jun 2024, 18:12'}
    """
    match = _SENDER.search(text)
    if match is None:
        return {}
    before, after = text[: match.start()].strip(" ,"), text[match.end() :].strip(" ,:")
    date = before if any(map(str.isdigit, before)) else after
    date = _DATE_WORDS.sub("", date)
    return {"from": f"{match['name'].strip()} <{match['address']}>", "date": date}


def _headers(lines: Sequence[Line], at: int) -> tuple[dict[str, str], int]:
    """The headers of the block of header lines at a line, and the index after it.

    A value may run on in the next line, and a name may stand alone above its value.
    """
    values: dict[str, str] = {}
    names = phrases.header_names()
    key, count, after = "", 0, at
    depth = lines[at].depth if at < len(lines) else 0
    for index in range(at, len(lines)):
        text = lines[index].text.strip()
        if not text:
            if count and not _header_follows(lines, index, depth):
                break
            continue
        if lines[index].depth != depth or len(text) > MAX_HEADER:
            break
        match = _HEADER.match(text)
        name = names.get(" ".join(match["name"].lower().split())) if match else None
        if match and name:
            key = name
            count += 1
            values.setdefault(key, match["value"].strip(" *_"))
        elif key and lines[index - 1].text and _runs_on(values[key], lines, index):
            values[key] = f"{values[key]} {text}".strip()
        else:
            break
        after = index + 1
    return (values, after) if count >= HEADER_LINES else ({}, at)


def _inline_headers(text: str) -> dict[str, str]:
    """The headers of a block whose lines have run into one; three of them, the sender's first."""
    names = phrases.header_names()
    headers = [
        (m, names.get(" ".join(m["name"].lower().split()), "")) for m in _INLINE.finditer(text)
    ]
    marks = [(match, key) for match, key in headers if key]
    if len({key for _, key in marks}) < 3 or marks[0][1] != "from" or marks[0][0].start() > 0:
        return {}
    values: dict[str, str] = {}
    for (match, key), end in zip(
        marks, [*(m.start() for m, _ in marks[1:]), len(text)], strict=True
    ):
        values.setdefault(key, text[match.end() : end].strip(" *_"))
    return values


def _runs_on(value: str, lines: Sequence[Line], at: int) -> bool:
    """Whether the line at ``at`` belongs to the value before it.

    A name may stand above its value, a list of addressees goes on after a comma, an address may
    begin a line, and a long subject is wrapped at the end of the block.
    """
    if not value or value.endswith((",", ";", "<")) or lines[at].text.lstrip().startswith("<"):
        return True
    after = lines[at + 1].text.strip() if at + 1 < len(lines) else ""
    return len(lines[at - 1].text) > WRAPPED and (not after or _header_follows(lines, at, 0))


def _header_follows(lines: Sequence[Line], at: int, depth: int) -> bool:
    """Whether the next line with text is a header too: some programs put blank lines between."""
    index = _next(lines, at)
    if index - at > 1 or index >= len(lines) or lines[index].depth != depth:
        return False
    match = _HEADER.match(lines[index].text.strip())
    if match is None:
        return False
    return " ".join(match["name"].lower().split()) in phrases.header_names()


def _next(lines: Sequence[Line], at: int) -> int:
    """The index of the next line with text, or the number of lines."""
    while at < len(lines) and not lines[at].text.strip():
        at += 1
    return at


def _depth(lines: Sequence[Line], at: int, least: int) -> int:
    """The quotation of the text that begins at a line, ``least`` where it is not a deeper one."""
    index = _next(lines, at)
    return max(lines[index].depth, least) if index < len(lines) else least


def _drop_rule(lines: list[str]) -> None:
    """Takes the rule that some programs draw above a header block off the text before it."""
    while lines and (not lines[-1].strip() or _RULE.match(lines[-1].strip())):
        lines.pop()
