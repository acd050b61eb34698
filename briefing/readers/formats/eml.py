"""E-mail: the best body part, and attached articles, which are articles too."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage

from briefing.errors import SourceError
from briefing.model import Article, Skipped
from briefing.readers import registry as formats
from briefing.readers.article import line, make_article
from briefing.readers.encoding import decode
from briefing.readers.formats import html
from briefing.readers.metadata import parse_date
from briefing.readers.options import Hints, Source

_REPLY = re.compile(r"^(?:(?:re|fwd?|fw|aw|wg|tr)\s*:\s*)+", re.IGNORECASE)
_SIGNATURE = re.compile(r"\n-- ?\n.*\Z", re.DOTALL)
# A newsletter's plain part is often a stub ("view this mail in your browser"): it is taken only
# when it has at least this share of the words of the HTML part.
PLAIN_SHARE = 0.6
# A covering note to attached articles ("Please find attached …") has fewer words than any story.
NOTE_WORDS = 25
ATTACHED = frozenset({"plain", "markdown", "html", "docx", "pdf", "eml", "jsonl"})
# The standard library takes time in the square of the length of a header; real mail has under
# 20 kB of them altogether.
MAX_HEADERS = 60_000
# Lines about attachments of one mail that cannot be read.
MAX_BAD = 5
_HEADERS_END = re.compile(rb"\r?\n\r?\n")


def read(source: Source) -> Iterator[Article | Skipped]:
    """The body's article, then those of the attachments in order.

    Raises :class:`SourceError` when the mail has neither, or more parts than allowed.
    """
    end = _HEADERS_END.search(source.data)
    if (end.start() if end else len(source.data)) > MAX_HEADERS:
        raise SourceError(source.location, "not an e-mail (headers longer than any mail has)")
    message = email.message_from_bytes(source.data, policy=email.policy.default)
    if not message.keys():
        raise SourceError(source.location, "not an e-mail (no header)")
    bodies, attached = _leaves(message, source)
    found: list[Article | Skipped] = []
    for number, part in enumerate(attached, 1):
        found.extend(_attachment(part, number, source))
    found = _told(found, source.location)
    body = _body(bodies, message, source)
    if isinstance(body, Article):
        articles = any(isinstance(item, Article) for item in found)
        if not (articles and len(body.text.split()) < NOTE_WORDS):
            yield body
    elif not found:
        raise SourceError(source.location, body)
    yield from found


def _told(found: list[Article | Skipped], location: str) -> list[Article | Skipped]:
    """``found`` with at most :data:`MAX_BAD` lines about attachments that cannot be read."""
    bad = [item for item in found if isinstance(item, Skipped)]
    if len(bad) <= MAX_BAD:
        return found
    rest = Skipped(location, f"{len(bad) - MAX_BAD + 1} further attachments cannot be read")
    return [*(i for i in found if isinstance(i, Article)), *bad[: MAX_BAD - 1], rest]


def _leaves(message: EmailMessage, source: Source) -> tuple[list[EmailMessage], list[EmailMessage]]:
    """Body parts and attachments, in order, without recursion."""
    bodies: list[EmailMessage] = []
    attached: list[EmailMessage] = []
    queue = [message]
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
            attached.append(part)
        elif part.is_multipart():
            queue.extend(reversed([p for p in part.iter_parts() if isinstance(p, EmailMessage)]))
        elif part.is_attachment() or part.get_filename():
            attached.append(part)
        elif kind in ("text/plain", "text/html"):
            bodies.append(part)
    return bodies, attached


def _body(bodies: list[EmailMessage], message: EmailMessage, source: Source) -> Article | str:
    """The article of the body, or the reason why there is none."""
    hints = html.merge(source.hints, _headers(message))
    plain = _plain([b for b in bodies if b.get_content_type() == "text/plain"], source)
    parts: list[str] = []
    reason = "no text in it"
    for page in (b for b in bodies if b.get_content_type() == "text/html"):
        try:
            found, _ = html.extract(_inner(page, source))
            parts.extend(found)
        except SourceError as error:
            reason = error.reason
    rich = sum(len(part.split()) for part in parts)
    content: str | list[str] = plain if len(plain.split()) >= PLAIN_SHARE * rich else parts
    try:
        return make_article(
            content, location=source.location, options=source.options, hints=hints, name=source.name
        )
    except SourceError as error:
        return error.reason if plain else reason


def _headers(message: EmailMessage) -> Hints:
    sender = message["from"]
    addresses = getattr(sender, "addresses", ())
    name = addresses[0].display_name or addresses[0].domain if addresses else ""
    return Hints(
        title=_REPLY.sub("", line(str(message["subject"] or ""))),
        outlet=line(name),
        date=parse_date(str(message["date"] or "")),
        language=line(str(message["content-language"] or "")),
    )


def _plain(parts: list[EmailMessage], source: Source) -> str:
    """The text of the plain parts, without quoted mail and signature."""
    texts = []
    for part in parts:
        inner = _inner(part, source)
        text = decode(inner.data, source.location, inner.charset).replace("\r\n", "\n")
        if part.get_param("format") == "flowed":
            text = re.sub(r"(?<!^--) \n", " ", text, flags=re.MULTILINE)
        kept = (raw for raw in _SIGNATURE.sub("", text).split("\n") if not raw.startswith(">"))
        texts.append("\n".join(kept))
    return "\n\n".join(texts)


def _inner(part: EmailMessage, source: Source) -> Source:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    charset = str(part.get_param("charset") or "")
    return replace(source, data=data, charset=charset, hints=Hints())


def _attachment(part: EmailMessage, number: int, source: Source) -> Iterator[Article | Skipped]:
    """The articles of one attachment; files of other formats are passed over.

    Feeds are among them: nobody's mail is to make this machine fetch pages.
    """
    mail = part.get_content_type() == "message/rfc822"
    name = line(str(part.get_filename() or "")) or (f"{number}.eml" if mail else "")
    suffix = ".eml" if mail else formats.suffix(name)
    if formats.READERS.get(suffix) not in ATTACHED:
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
    dated = Hints(date=_headers_date(part, source), outlet=source.hints.outlet)
    inner = replace(inner, location=place, name=name, depth=source.depth + 1, hints=dated)
    yield from formats.safely(suffix, inner)


def _headers_date(part: EmailMessage, source: Source) -> str:
    return parse_date(str(part["date"] or "")) or source.hints.date
