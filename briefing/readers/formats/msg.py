"""Outlook messages (.msg): python-oxmsg opens them; they are read as the mails that they were."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage
from email.policy import default
from email.utils import format_datetime
from typing import Any

from briefing.errors import SourceError
from briefing.model import Article, Skipped
from briefing.readers.article import line
from briefing.readers.formats import eml
from briefing.readers.options import Item, Source

_EMBEDDED = "__substg1.0_3701000D"
_PROPERTIES = "__properties_version1.0"
_MESSAGES = ("IPM.NOTE", "IPM.POST", "REPORT.IPM.NOTE")


def read(source: Source) -> Iterator[Article | Skipped | Item]:
    """The articles of the body, then those of the attachments, as of an e-mail."""
    from olefile import OleFileIO
    from oxmsg import Message
    from oxmsg.storage import Storage

    with OleFileIO(io.BytesIO(source.data)) as file:
        root = Storage.from_ole(file)
    message = Message(root)
    kind = message.message_class.upper()
    if kind.startswith("IPM.NOTE.SMIME") and "MULTIPARTSIGNED" not in kind:
        raise SourceError(
            source.location,
            "encrypted with S/MIME; ask for it without encryption",
        )
    if not kind.startswith(_MESSAGES):
        raise SourceError(source.location, f"an Outlook item ({kind[:40]}), but no message")
    yield from eml.articles(_mail(message, root), source)


def _mail(message: Any, storage: Any) -> EmailMessage:
    """The message as a mail, with what of it is read."""
    mail = EmailMessage(policy=default)
    mail["Subject"] = line(message.subject)
    mail["From"] = line(message.sender or "")
    if message.sent_date:
        mail["Date"] = format_datetime(message.sent_date)
    headers = {name.lower(): value for name, value in message.message_headers.items()}
    for name in eml.LIST_HEADERS:
        if value := headers.get(name):
            mail[name] = line(str(value))
    plain, page = _encodable(message.body), _encodable(_html(message))
    if plain or not page:
        mail.set_content(plain)
        if page:
            mail.add_alternative(page, subtype="html")
    else:
        mail.set_content(page, subtype="html")
    for attachment in message.attachments:
        if attachment.file_name and attachment.file_bytes:
            mail.add_attachment(
                attachment.file_bytes,
                maintype="application",
                subtype="octet-stream",
                filename=line(attachment.file_name),
            )
    for inner in _embedded(storage):
        from oxmsg import Message

        mail.add_attachment(_mail(Message(inner), inner))
    return mail


def _embedded(storage: Any) -> Iterator[Any]:
    """The storages of attached messages. Their list of properties begins eight bytes earlier than
    that of a message on its own ([MS-OXMSG] 2.4.1), so these are put back."""
    from oxmsg.storage import Stream

    for attachment in storage.iter_attachment_storages():
        for inner in attachment.storages:
            if inner.name == _EMBEDDED:
                streams = (
                    Stream(s.path, s.bytes_[:24] + bytes(8) + s.bytes_[24:])
                    if s.name == _PROPERTIES
                    else s
                    for s in inner.streams
                )
                yield replace(inner, streams=tuple(streams))


def _html(message: Any) -> str:
    """The HTML body, empty where its own encoding cannot decode it: the plain one is there too."""
    try:
        return message.html_body or ""
    except (LookupError, UnicodeDecodeError):
        return ""


def _encodable(text: str | None) -> str:
    return (text or "").encode("utf-8", "replace").decode("utf-8").replace("\0", "")
