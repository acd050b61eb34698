"""A brief as an e-mail draft (RFC 5322, MIME), ready to send from Outlook, Thunderbird, Apple Mail.

The plain body and the HTML page (``templates/brief.html``) say the same as the attached DOCX.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, getaddresses

from briefing.display.labels import Labels
from briefing.display.text import clean
from briefing.display.variables import UNTITLED, scope
from briefing.errors import UsageError
from briefing.model import Brief
from briefing.writers.docx import write_docx
from briefing.writers.html import write_html
from briefing.writers.options import WriteOptions

_DOCX = "vnd.openxmlformats-officedocument.wordprocessingml.document"


def write_eml(brief: Brief, options: WriteOptions) -> bytes:
    """The draft, CRLF line ends; the same bytes for the same brief.

    ``Date`` is midnight UTC of the brief's date, and absent without one. Raises
    :class:`UsageError` for recipients that are no addresses, and what the DOCX writer raises.
    """
    attached = write_docx(brief, options)
    draft = EmailMessage(policy=SMTP)
    draft["Subject"] = clean(options.fields.subject) or clean(brief.title) or UNTITLED
    if options.fields.to.strip():
        draft["To"] = recipients(options.fields.to)
    if options.fields.cc.strip():
        draft["Cc"] = recipients(options.fields.cc)
    if "@" in options.fields.sender:
        draft["From"] = recipients(options.fields.sender)
    draft["X-Unsent"] = "1"
    draft["X-Uniform-Type-Identifier"] = "com.apple.mail-draft"
    day = _midnight(brief.date)
    if day:
        draft["Date"] = format_datetime(day)
    titles = dict.fromkeys(title for title in map(clean, _titles(brief)) if title)
    if titles:
        draft["Keywords"] = ", ".join(titles)
    text, page = plain(brief, options), write_html(brief, options).decode("utf-8")
    draft.set_content(text, cte="quoted-printable")
    draft.add_alternative(page, subtype="html", cte="quoted-printable")
    draft.add_attachment(
        attached, maintype="application", subtype=_DOCX, filename=f"{_file_name(brief)}.docx"
    )
    mark = hashlib.sha256(attached + text.encode("utf-8")).hexdigest()[:24]
    draft.set_boundary(f"=_mixed_{mark}")
    for part in draft.iter_parts():
        if part.is_multipart():
            part.set_boundary(f"=_alternative_{mark}")
    return draft.as_bytes()


def _titles(brief: Brief) -> list[str]:
    """The headings of the plain text."""
    return [brief.bottom_line_title, *(section.title for section in brief.sections)]


def recipients(to: str) -> tuple[Address, ...]:
    """The addresses in ``to`` (comma-separated, with or without names).

    Raises :class:`UsageError` for one that is none.

    >>> [str(a) for a in recipients("Desk <desk@x.example>, b@x.example")]
    ['Desk <desk@x.example>', 'b@x.example']
    """
    addresses = []
    for name, address in getaddresses([clean(to)]):
        whole = address in to and re.fullmatch(r"[^@\s]+@[^@\s]+", address)
        try:
            addresses.append(Address(clean(name), addr_spec=address if whole else ""))
        except (ValueError, IndexError, HeaderParseError) as error:
            raise UsageError(f"to: {to!r} is no mail address such as desk@x.example") from error
    if not all(address.domain for address in addresses):
        raise UsageError(f"to: {to!r} is no mail address such as desk@x.example")
    return tuple(addresses)


def _midnight(iso: str) -> dt.datetime | None:
    try:
        return dt.datetime.combine(dt.date.fromisoformat(iso), dt.time(), dt.UTC)
    except ValueError:
        return None


def _file_name(brief: Brief) -> str:
    name = re.sub(r"[^\w\- ]+", "", clean(brief.title)).strip()[:60].rstrip()
    return re.sub(r"\s+", "-", name) or "brief"


def plain(brief: Brief, options: WriteOptions) -> str:
    """The brief as plain text, one paragraph per line."""
    page = scope(brief, options.fields, inline_conflicts=True)
    words: Labels = page["labels"]
    out = [page["title"], page["date_line"], ""]
    if page["bottom_line"]:
        sector = page["bottom_line"].sector_title
        comments = [f"  {comment.entry}" for comment in page["bottom_line"].comments]
        out += [*([sector] if sector else []), page["bottom_line"].cited, *comments, ""]
    if page["key_figures"]:
        out += [words.key_figures, *(f"  {figure.entry}" for figure in page["key_figures"]), ""]
    for section in page["sections"]:
        out += [section.title, *(f"  {comment.entry}" for comment in section.comments)]
        for point in section.points:
            out += [f"- {point.cited}", *(f"  {comment.entry}" for comment in point.comments)]
        out.append("")
    out += [words.sources]
    for source in page["sources"]:
        link = next((span.target for span in source.title.spans if span.target), "")
        out.append(f"[{source.n}] {source.entry}" + (f" <{link}>" if link else ""))
    return "\n".join(out) + "\n"
