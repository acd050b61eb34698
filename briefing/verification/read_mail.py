"""The body of a brief in a mail, as the page or the text that its reader sees."""

from __future__ import annotations

import email
from email.message import EmailMessage
from email.policy import default

from briefing.errors import UsageError


def body(data: bytes) -> tuple[str, str]:
    """The body of a mail and its suffix, ``.html`` or ``.md`` (plain text).

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
            return text.replace("\r\n", "\n"), suffix
    raise UsageError("not a brief: the mail has no text")
