"""Adding a brief to a Markdown page that somebody keeps: a log with one dated section per brief.

The newest section stands first. The page's own words stay as they are: what stands before the first
section is the page's head, and an empty page gets the heading :data:`HEADING`. Headings of a
section go one level down, its footnotes take the date as prefix, so that those of other sections
keep their meaning. A hidden line before each section holds its date and fingerprint: the same brief
is not added twice. A day without news gets one line, which a brief of that day replaces.
"""

from __future__ import annotations

import hashlib
import re

from briefing.display.dates import long_date
from briefing.display.labels import labels
from briefing.errors import OutputError

HEADING = "# Briefs"
"""The heading of a page that holds nothing else."""

_FRONT = re.compile(r"---\n(.*?)\n---\n+", re.DOTALL)
_DATE = re.compile(r"^date:\s*['\"]?([0-9]{4}-[0-9]{2}-[0-9]{2})['\"]?\s*$", re.MULTILINE)
_LANGUAGE = re.compile(r"^language:\s*['\"]?([a-z]{2})['\"]?\s*$", re.MULTILINE)
_TITLE = re.compile(r"\s*# +(.+)\n")
_MARK = re.compile(r"^<!-- briefing (?:(\d{4}-\d\d-\d\d) )?[0-9a-f]{16} -->\r?$", re.MULTILINE)
_NOTHING_NEW = re.compile(
    r"^(?P<mark><!-- briefing [0-9-]{10} [0-9a-f]{16} -->)\r?\n\r?\n"
    r"(?P<body>## [^\r\n]+\r?\n\r?\n[^\r\n]+\r?\n)(?:\r?\n)?",
    re.MULTILINE,
)
_FOOTNOTE = re.compile(r"\\.|\[\^([\w-]+)\]", re.DOTALL)
_HEADING = re.compile(r"^(#{1,5}) +(.+)$", re.MULTILINE)
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})([^`\n]*)$", re.MULTILINE)
_COMMENT = re.compile(r"^ {0,3}<!--", re.MULTILINE)


def append_markdown(existing: bytes, section: bytes, date: str = "") -> bytes:
    """``existing`` with the page ``section`` (as :func:`write_markdown` gives it) as a new section.

    ``date`` (ISO) dates the section where its front matter does not. It goes before the first
    section that is not newer, and replaces the line that nothing was new on its day. A page that
    has this very section already comes back unchanged. Line ends follow the page. Raises
    :class:`OutputError` for a page that is not UTF-8, or where the section would stand inside a
    code block or a comment.
    """
    page = _text(existing)
    added = section.decode("utf-8")
    if f"{_fingerprint(section)} -->" in page or added.strip() in page.replace("\r\n", "\n"):
        return existing
    front = _FRONT.match(added)
    dated = _DATE.search(front[1]) if front else None
    spoken = _LANGUAGE.search(front[1]) if front else None
    day = dated[1] if dated else date
    page = _without_nothing_new(page, day)
    body = _body(page, added[front.end() if front else 0 :], day, spoken[1] if spoken else "en")
    made = f"{_mark(day, section)}\n\n{body.strip()}\n"
    return _with(page, made, day, "\r\n" if b"\r\n" in existing else "\n")


def append_nothing_new(existing: bytes, date: str, language: str) -> bytes:
    """``existing`` with a section of ``date`` (ISO) that says that nothing was new.

    A page that has a section of that date comes back unchanged. Otherwise as
    :func:`append_markdown`, with the same errors.
    """
    page = _text(existing)
    if any(mark[1] == date for mark in _MARK.finditer(page)):
        return existing
    body = f"## {long_date(date, language)}\n\n{labels(language).nothing_new}\n"
    made = f"{_mark(date, body.encode())}\n\n{body}"
    return _with(page, made, date, "\r\n" if b"\r\n" in existing else "\n")


def _text(existing: bytes) -> str:
    """The text of a page; of an empty one its heading."""
    try:
        page = existing.decode("utf-8")
    except UnicodeDecodeError as error:
        raise OutputError(f"the page to add to is not UTF-8 text ({error.reason})") from error
    return page if page.strip("\ufeff \t\r\n") else f"{HEADING}\n"


def _fingerprint(section: bytes) -> str:
    return hashlib.sha256(section).hexdigest()[:16]


def _mark(day: str, section: bytes) -> str:
    """The hidden line before a section: its date, where it has one, and its fingerprint."""
    return f"<!-- briefing {f'{day} ' if day else ''}{_fingerprint(section)} -->"


def _without_nothing_new(page: str, day: str) -> str:
    """The page without the line that nothing was new on ``day``, unless somebody changed it."""
    for match in _NOTHING_NEW.finditer(page):
        if match["mark"] == _mark(day, match["body"].replace("\r\n", "\n").encode()):
            return page[: match.start()] + page[match.end() :]
    return page


def _with(page: str, section: str, day: str, line_end: str) -> bytes:
    """The page with a section of ``day`` in its place."""
    at = _place(page, day)
    head, rest = page[:at], page[at:]
    _check_open(head.replace("\r\n", "\n"))
    gap = "\n" * (2 - min(2, _trailing_breaks(head)))
    made = gap + section + ("\n" if rest else "")
    return (head + made.replace("\n", line_end) + rest).encode()


def _place(page: str, day: str) -> int:
    """Where a section of ``day`` goes: before the first that is not newer, else at the end."""
    for mark in _MARK.finditer(page):
        if not mark[1] or not day or mark[1] <= day:
            return mark.start()
    return len(page)


def _body(page: str, text: str, day: str, language: str) -> str:
    """A section under its date: headings one level down, footnotes by a label new to the page."""
    label, count = day or "brief", 1
    while f"[^{label}-" in page:
        count += 1
        label = f"{day or 'brief'}x{count}"
    title = _TITLE.match(text)
    name = title[1] if title else ""
    text = text[title.end() :] if title else text
    when = long_date(day, language) if day else name
    head = f"## {when}" + (f" ({count})" if count > 1 else "")
    named = f"**{name}**\n\n" if day and name else ""
    text = _HEADING.sub(r"#\1 \2", text)
    text = _FOOTNOTE.sub(lambda m: f"[^{label}-{m[1]}]" if m[1] else m[0], text)
    return f"{head}\n\n{named}{text.strip()}"


def _trailing_breaks(page: str) -> int:
    tail = page[len(page.rstrip()) :]
    return tail.count("\n")


def _check_open(page: str) -> None:
    """Refuse a page whose last block would include the section after it (CommonMark 0.31, 4.5 and
    4.6)."""
    opened = ""
    for fence in _FENCE.finditer(page):
        if not opened:
            opened = fence[1]
        elif fence[1].startswith(opened) and not fence[2].strip():
            opened = ""
    comment = max((mark.start() for mark in _COMMENT.finditer(page)), default=-1)
    if opened or (comment >= 0 and "-->" not in page[comment:]):
        raise OutputError("the page to add to ends inside a code block or comment; close it first")
