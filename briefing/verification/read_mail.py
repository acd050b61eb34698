"""The body of a brief in a mail, as the page or the text that its reader sees."""

from __future__ import annotations

import email
import re
from email.message import EmailMessage
from email.policy import default
from itertools import pairwise

from briefing.errors import UsageError
from briefing.verification.points import COMMENT

LONGEST_HEADING = 40
"""Characters of a line of plain text that may be a heading: the longest title of a shipped sector
has 31, and mail programs wrap text at 60 to 80."""
_SENTENCE = re.compile(r"[.!?…。！？।]$|\[\d[\d,–\s]*\]")

_ENTRY = re.compile(r"\[\d{1,3}\] ")


def body(data: bytes) -> tuple[str, str, tuple[str, ...]]:
    """The body of a mail and its suffix, ``.html`` or ``.md`` (plain text); with the latter, the
    subject and keywords, which hold the titles of a brief.

    Raises :class:`UsageError` for a mail without either.
    """
    message = email.message_from_bytes(data, policy=default)
    if not isinstance(message, EmailMessage):
        raise UsageError("not a brief: no readable mail")
    for kind, suffix in (("html", ".html"), ("plain", ".md")):
        try:
            part = message.get_body((kind,))
            text = part.get_content() if part is not None else None
        except (LookupError, ValueError, AttributeError, TypeError, KeyError) as error:
            raise UsageError(f"not a brief: the mail cannot be read ({error})") from error
        if isinstance(text, str):
            text = text.replace("\r\n", "\n")
            held = [str(message[name]) for name in ("Subject", "Keywords") if message[name]]
            if suffix == ".html":
                return text, suffix, ()
            return _with_headings(text), suffix, tuple(held) if message["Keywords"] else ()
    raise UsageError("not a brief: the mail has no text")


def _with_headings(text: str) -> str:
    """Plain text with its headings marked, and a blank line above each entry of a source list.

    Headings are short lines below a blank one that are no sentence, where text or a comment
    follows in the next line.
    """
    lines = ["", *text.split("\n"), ""]
    marked = []
    for (above, line), (_, below) in pairwise(pairwise(lines)):
        short = 0 < len(line) <= LONGEST_HEADING and line[0].isalnum()
        follows = below[:1].strip() or COMMENT.match(below)
        heading = short and not above.strip() and follows and not _SENTENCE.search(line.strip())
        entry = "\n" if _ENTRY.match(line) else ""
        marked.append(f"## {line}\n" if heading else entry + line)
    return "\n".join(marked)
