"""Outlook messages (.msg): python-oxmsg opens them; they are read as the mails that they were."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage
from typing import Any

from briefing.errors import SourceError
from briefing.model import Article, Skipped
from briefing.readers.formats import eml
from briefing.readers.mail.outlook import Letter, mail, unpacked
from briefing.readers.options import Item, Source

_EMBEDDED = "__substg1.0_3701000D"
_RICH = "__substg1.0_10090102"
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
    from oxmsg import Message

    headers = {name.lower(): value for name, value in message.message_headers.items()}
    return mail(
        Letter(
            subject=message.subject,
            sender=message.sender or "",
            sent=message.sent_date,
            plain=message.body or "",
            page=_html(message),
            rich=_rich(storage),
            headers={name: headers[name] for name in eml.LIST_HEADERS if headers.get(name)},
            files=[
                (attachment.file_name, attachment.file_bytes)
                for attachment in message.attachments
                if attachment.file_name and attachment.file_bytes
            ],
            letters=[_mail(Message(inner), inner) for inner in _embedded(storage)],
        )
    )


def _rich(storage: Any) -> str:
    """The rich-text body, ``""`` where there is none."""
    return next((unpacked(s.bytes_) for s in storage.streams if s.name == _RICH), "")


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
