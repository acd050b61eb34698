"""What Outlook keeps in formats of its own: rich-text bodies, and messages put back as mails."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import default
from email.utils import format_datetime

from briefing.readers.article import line

# An HTML body in rich text ([MS-OXRTFEX] 2.1.3): what only rich text shows stands between these,
_RICH_ONLY = re.compile(r"\\htmlrtf(0|1|)(?![0-9a-z]) ?")
# and tags in groups that other readers pass over.
_TAG = re.compile(r"\{\\\*\\htmltag-?\d* ?")
_FROM_HTML = re.compile(r"\\fromhtml1?(?![0-9a-z])")
_HEAD = 1_000


@dataclass(frozen=True, slots=True)
class Letter:
    """A message of Outlook. ``rich`` is the rich-text body, unpacked; ``files`` are the attached
    ones by name, ``letters`` the attached messages."""

    subject: str = ""
    sender: str = ""
    sent: dt.datetime | None = None
    plain: str = ""
    page: str = ""
    rich: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    files: Sequence[tuple[str, bytes]] = ()
    letters: Sequence[EmailMessage] = ()


def mail(letter: Letter) -> EmailMessage:
    """The message as a mail. The rich-text body counts only where there is no other."""
    message = EmailMessage(policy=default)
    headers = {"Subject": letter.subject, "From": letter.sender, **letter.headers}
    for name, value in headers.items():
        message[name] = _encodable(line(value))
    if letter.sent:
        message["Date"] = format_datetime(letter.sent)
    plain, page = _encodable(letter.plain), _encodable(letter.page)
    if letter.rich and not (plain.strip() or page.strip()):
        plain, page = _body(letter.rich)
    if plain or not page:
        message.set_content(plain)
        if page:
            message.add_alternative(page, subtype="html")
    else:
        message.set_content(page, subtype="html")
    for name, data in letter.files:
        message.add_attachment(
            data, maintype="application", subtype="octet-stream", filename=_encodable(line(name))
        )
    for inner in letter.letters:
        message.add_attachment(inner)
    return message


def unpacked(data: bytes) -> str:
    """The rich text in ``data`` as Outlook packs it; ``""`` for what is damaged."""
    from compressed_rtf import decompress

    try:
        return bytes(decompress(data)).decode("latin-1")
    except Exception:  # noqa: BLE001 - the library raises the class itself
        return ""


def _body(rich: str) -> tuple[str, str]:
    """The text of a rich-text body, a paragraph per line of it, or the page that it was made of."""
    from striprtf.striprtf import rtf_to_text

    page = _FROM_HTML.search(rich, 0, _HEAD) is not None
    if page:
        pieces = _RICH_ONLY.split(rich)
        kept = [piece for piece, mark in zip(pieces[::2], ["0", *pieces[1::2]], strict=True)
                if mark == "0"]  # fmt: skip
        rich = _TAG.sub("{", "".join(kept))
    text = _encodable(str(rtf_to_text(rich, errors="replace")))  # type: ignore[no-untyped-call]
    return ("", text) if page else (text.replace("\n", "\n\n"), "")


def _encodable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "")
