"""Adding a brief to a Markdown page that somebody keeps: a dated section at its end.

The page's own bytes stay as they are. The section's headings go one level down and carry the date,
its footnotes take the date as prefix, so that anchors and footnotes of earlier sections keep their
meaning. A hidden line names the section's fingerprint: the same brief is not added twice.
"""

from __future__ import annotations

import hashlib
import re

from briefing.errors import OutputError

_FRONT = re.compile(r"---\n(.*?)\n---\n+", re.DOTALL)
_DATE = re.compile(r"^date:\s*['\"]?([0-9]{4}-[0-9]{2}-[0-9]{2})['\"]?\s*$", re.MULTILINE)
_FOOTNOTE = re.compile(r"\\.|\[\^([\w-]+)\]", re.DOTALL)
_HEADING = re.compile(r"^(#{1,5}) +(.+)$", re.MULTILINE)
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})([^`\n]*)$", re.MULTILINE)
_COMMENT = re.compile(r"^ {0,3}<!--", re.MULTILINE)


def append_markdown(existing: bytes, section: bytes, date: str = "") -> bytes:
    """``existing`` plus the page ``section`` (as :func:`write_markdown` gives it) at its end.

    ``date`` (ISO) dates the section where its front matter does not. An empty page becomes
    ``section`` itself; a page that has this very section already comes back unchanged. Line ends
    follow the page. Raises :class:`OutputError` for a page that is not UTF-8 or ends inside a code
    block or a comment.
    """
    try:
        page = existing.decode("utf-8")
    except UnicodeDecodeError as error:
        raise OutputError(f"the page to add to is not UTF-8 text ({error.reason})") from error
    if not page.strip("\ufeff \t\r\n"):
        return section
    page = page.replace("\r\n", "\n")
    added = section.decode("utf-8")
    mark = f"<!-- briefing {hashlib.sha256(section).hexdigest()[:16]} -->"
    if mark in page or added.strip() in page:
        return existing
    _check_end(page)
    front = _FRONT.match(added)
    dated = _DATE.search(front[1]) if front else None
    text = _relabelled(page, added[front.end() if front else 0 :], dated[1] if dated else date)
    line = "\r\n" if b"\r\n" in existing else "\n"
    gap = "\n" * (2 - min(2, _trailing_breaks(page)))
    return existing + f"{gap}{mark}\n\n{text.strip()}\n".replace("\n", line).encode("utf-8")


def _relabelled(page: str, text: str, date: str) -> str:
    """Headings one level down with the date, footnotes prefixed by a label new to the page."""
    label, count = date or "brief", 1
    while f"[^{label}-" in page:
        count += 1
        label = f"{date or 'brief'}x{count}"
    when = date + (f" ({count})" if count > 1 else "")

    def heading(found: re.Match[str]) -> str:
        return f"#{found[1]} {found[2]}" + (f", {when.strip()}" if when else "")

    text = _HEADING.sub(heading, text)
    return _FOOTNOTE.sub(lambda m: f"[^{label}-{m[1]}]" if m[1] else m[0], text)


def _trailing_breaks(page: str) -> int:
    tail = page[len(page.rstrip()) :]
    return tail.count("\n")


def _check_end(page: str) -> None:
    """Refuse a page whose end would swallow the section (CommonMark 0.31, 4.5 and 4.6)."""
    opened = ""
    for fence in _FENCE.finditer(page):
        if not opened:
            opened = fence[1]
        elif fence[1].startswith(opened) and not fence[2].strip():
            opened = ""
    comment = max((found.start() for found in _COMMENT.finditer(page)), default=-1)
    if opened or (comment >= 0 and "-->" not in page[comment:]):
        raise OutputError("the page to add to ends inside a code block or comment; close it first")
