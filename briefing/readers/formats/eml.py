"""E-mail: the sender's or the forwarded article, newsletter items, and attached articles."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from email.message import EmailMessage
from functools import partial
from typing import Any

from briefing.errors import SourceError, lacking
from briefing.model import Article, Skipped
from briefing.readers import registry
from briefing.readers.article import clean, line, make_article
from briefing.readers.encoding import decode
from briefing.readers.formats import html
from briefing.readers.mail import phrases, tnef
from briefing.readers.mail.body import NOTE_WORDS, Body, entries, texts
from briefing.readers.options import Hints, Item, Source, merge

ATTACHED = frozenset(
    "plain markdown html docx pdf eml msg tnef jsonl json mhtml odt rtf epub pptx archive".split()
)
"""Formats that are read when attached. Feeds are not, because a mail must not cause pages to be
fetched."""

# The standard library takes time in the square of the length of a header; real mail has under
# 20 kB of them altogether.
MAX_HEADERS = 60_000
# Lines about attachments of one mail that cannot be read.
MAX_BAD = 5
_HEADERS_END = re.compile(rb"\r?\n\r?\n")
LIST_HEADERS = ("list-unsubscribe", "list-id", "list-post", "feedback-id")
_SEALED = {
    "application/pgp-encrypted": "encrypted with PGP; ask for it without encryption",
}
_ENVELOPES = frozenset({"application/ms-tnef", "application/vnd.ms-tnef"})
_CMS = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})


@dataclass(slots=True)
class _Parts:
    """The leaves of a message in order; ``sealed`` says what of it cannot be opened, and why."""

    bodies: list[EmailMessage] = field(default_factory=list)
    attached: list[EmailMessage] = field(default_factory=list)
    sealed: str = ""


def read(source: Source) -> Iterator[Article | Skipped | Item]:
    """The body's articles, then those of the attachments in order.

    Raises :class:`SourceError` when the mail has neither, or more parts than allowed.
    """
    end = _HEADERS_END.search(source.data)
    if (end.start() if end else len(source.data)) > MAX_HEADERS:
        raise SourceError(source.location, "not an e-mail (headers longer than any mail has)")
    message = email.message_from_bytes(source.data, policy=email.policy.default)
    if not message.keys():
        raise SourceError(source.location, "not an e-mail (no header)")
    yield from articles(message, source)


def articles(message: EmailMessage, source: Source) -> Iterator[Article | Skipped | Item]:
    """As :func:`read`, of a message that has been parsed."""
    parts = _leaves(message, source)
    attached: list[Article | Skipped] = []
    for number, part in enumerate(parts.attached, 1):
        attached.extend(_attachment(part, number, source))
    own: list[Article | Skipped | Item] = []
    reason = ""
    try:
        own.extend(_own(parts.bodies, message, source))
    except SourceError as error:
        reason = error.reason
    if any(isinstance(item, Article) for item in attached):
        own = [item for item in own if not _is_note(item)]
    yield from own
    if parts.sealed:
        yield Skipped(source.location, parts.sealed)
    elif not own and not attached:
        raise SourceError(source.location, reason or "no text in it")
    yield from _limited(attached, source.location)


def _is_note(item: Article | Skipped | Item) -> bool:
    return isinstance(item, Article) and len(item.text.split()) < NOTE_WORDS


def _limited(items: list[Article | Skipped], location: str) -> list[Article | Skipped]:
    """``items`` with at most :data:`MAX_BAD` lines about attachments that cannot be read."""
    bad = [item for item in items if isinstance(item, Skipped)]
    if len(bad) <= MAX_BAD:
        return items
    rest = Skipped(location, f"{len(bad) - MAX_BAD + 1} further attachments cannot be read")
    return [*(i for i in items if isinstance(i, Article)), *bad[: MAX_BAD - 1], rest]


def _leaves(message: EmailMessage, source: Source) -> _Parts:
    """Body parts and attachments, in order, without recursion."""
    parts = _Parts()
    queue = [message]
    envelopes: list[EmailMessage] = []
    seen = 0
    while queue:
        part = queue.pop()
        seen += 1
        if seen > source.options.max_parts:
            raise SourceError(
                source.location,
                f"more than {source.options.max_parts} parts; save the article alone",
            )
        kind = part.get_content_type()
        if kind == "message/rfc822" and part is not message:
            parts.attached.append(part)
        elif part.is_multipart():
            queue.extend(reversed([p for p in part.iter_parts() if isinstance(p, EmailMessage)]))
        elif kind in _CMS:
            inner = _signed(part, parts, source)
            queue.extend([inner] if inner is not None else [])
        elif kind in _SEALED:
            parts.sealed = _SEALED[kind]
        elif kind in _ENVELOPES or (part.get_filename() or "").lower() == "winmail.dat":
            envelopes.append(part)
        elif part.is_attachment() or part.get_filename():
            parts.attached.append(part)
        elif kind in ("text/plain", "text/html"):
            parts.bodies.append(part)
    for envelope in envelopes:
        _unfold(envelope, parts, source)
    return parts


def _unfold(envelope: EmailMessage, parts: _Parts, source: Source) -> None:
    """Adds what a ``winmail.dat`` holds: its files, and its body where the mail has none."""
    data = _inner(envelope, source).data
    try:
        message = tnef.message(data, source.location)
    except SourceError as error:
        parts.sealed = error.reason
        return
    empty = not any(_inner(body, source).data.strip() for body in parts.bodies)
    for part in message.walk():
        if part.is_attachment():
            parts.attached.append(part)
        elif empty and part.get_content_maintype() == "text":
            parts.bodies.append(part)


def _signed(part: EmailMessage, parts: _Parts, source: Source) -> EmailMessage | None:
    """The message within an S/MIME envelope that is signed only."""
    try:
        from asn1crypto import cms
    except ImportError as error:
        raise lacking(error) or error from error
    try:
        content = cms.ContentInfo.load(part.get_payload(decode=True))
        if content["content_type"].native == "signed_data":
            inner = content["content"]["encap_content_info"]["content"].native
            message = email.message_from_bytes(inner, policy=email.policy.default)
            return message if isinstance(message, EmailMessage) else None
    except (ValueError, TypeError, KeyError) as error:
        raise SourceError(source.location, "a damaged S/MIME mail") from error
    parts.sealed = "encrypted with S/MIME; ask for it without encryption"
    return None


def _own(
    bodies: list[EmailMessage], message: EmailMessage, source: Source
) -> Iterator[Article | Item]:
    """The items or articles of the body. Raises :class:`SourceError` when there is no text."""
    body, reason = _body(bodies, message, source)
    items = entries(body, source.location)
    if items:
        yield from items
        return
    messages = list(texts(body))
    for number, (parts, hints) in enumerate(messages, 1):
        place = source.location if len(messages) == 1 else f"{source.location}#message {number}"
        try:
            yield make_article(
                parts, location=place, options=source.options, hints=hints, name=source.name
            )
        except SourceError as error:
            raise SourceError(source.location, reason or error.reason) from error


def _body(bodies: list[EmailMessage], message: EmailMessage, source: Source) -> tuple[Body, str]:
    """The body, and the reason why an HTML part of it could not be read."""
    reason = ""
    pages: list[Any] = []
    for part in (b for b in bodies if b.get_content_type() == "text/html"):
        try:
            tree = html.page(_inner(part, source))
            pages.extend([] if tree is None else [tree])
        except SourceError as error:
            reason = error.reason
    title, kind = phrases.subject(line(str(message["subject"] or "")))
    listed = any(message[name] for name in LIST_HEADERS)
    precedence = str(message["precedence"] or "").lower()
    hints = merge(source.hints, replace(_headers(message), title=title))
    plain = _plain([b for b in bodies if b.get_content_type() == "text/plain"], source)
    main = partial(_main, bodies, source)
    listed = listed or precedence in ("bulk", "list")
    return Body(plain, pages, main, hints, kind, listed), reason


def _main(bodies: list[EmailMessage], source: Source) -> list[str]:
    """The paragraphs of the HTML parts as of web pages, without menus and adverts."""
    parts: list[str] = []
    for part in (b for b in bodies if b.get_content_type() == "text/html"):
        with suppress(SourceError):  # the other part has the text, or there is none
            parts.extend(html.extract(_inner(part, source))[0])
    return parts


def _headers(message: EmailMessage) -> Hints:
    sender = message["from"]
    addresses = getattr(sender, "addresses", ())
    name = addresses[0].display_name or addresses[0].domain if addresses else ""
    return Hints(
        outlet=line(name),
        date=_date(message),
        language=line(str(message["content-language"] or "")),
    )


def _date(message: EmailMessage) -> str:
    """The date of the header in the sender's own zone, as the mail library reads it."""
    moment = getattr(message["date"], "datetime", None)
    return moment.date().isoformat() if moment else ""


def _plain(parts: list[EmailMessage], source: Source) -> str:
    """The text of the plain parts, with soft line breaks (RFC 3676) taken out."""
    texts_: list[str] = []
    for part in parts:
        inner = _inner(part, source)
        text = clean(decode(inner.data, source.location, inner.charset))
        if str(part.get_param("format") or "").lower() == "flowed":
            text = _unflowed(text, spaces=str(part.get_param("delsp") or "").lower() != "yes")
        texts_.append(text)
    return "\n\n".join(texts_)


def _unflowed(text: str, *, spaces: bool) -> str:
    """Joins the lines that end in a space, within one depth of quotation.

    ``spaces``: the space belongs to the text (``DelSp=no``).
    """
    joined: list[str] = []
    open_depth = -1  # of the paragraph that the last line left open
    for raw in text.split("\n"):
        content = raw.lstrip(">")
        depth = len(raw) - len(content)
        content = content.removeprefix(" ")
        if open_depth == depth and content != "-- ":
            before = joined[-1] if spaces else joined[-1][:-1]
            joined[-1] = before + content
        else:
            joined.append(">" * depth + (" " if depth else "") + content)
        open_depth = depth if content.endswith(" ") and content != "-- " else -1
    return "\n".join(joined)


def _inner(part: EmailMessage, source: Source) -> Source:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    charset = str(part.get_param("charset") or "")
    return replace(source, data=data, charset=charset, hints=Hints())


def _attachment(part: EmailMessage, number: int, source: Source) -> Iterator[Article | Skipped]:
    """The articles of one attachment; files of other formats are passed over."""
    mail = part.get_content_type() == "message/rfc822"
    name = line(str(part.get_filename() or "")) or (f"{number}.eml" if mail else "")
    suffix = ".eml" if mail else registry.suffix(name)
    if registry.READERS.get(suffix) not in ATTACHED:
        return
    place = f"{source.location}#{name}"
    if source.depth >= source.options.max_depth:
        yield Skipped(place, f"mails more than {source.options.max_depth} deep in each other")
        return
    if mail:
        payload = part.get_payload(0) if part.is_multipart() else None
        data = payload.as_bytes() if isinstance(payload, EmailMessage) else b""
        inner = replace(source, data=data, charset="")
    else:
        inner = _inner(part, source)
    dated = Hints(date=_date(part) or source.hints.date, outlet=source.hints.outlet)
    inner = replace(
        inner,
        location=place,
        name=name,
        depth=source.depth + 1,
        hints=Hints() if mail else dated,
        options=replace(source.options, follow=False),
    )
    yield from registry.safely(suffix, inner)
