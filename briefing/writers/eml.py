"""A brief as an e-mail draft (RFC 5322, MIME), ready to send from Outlook, Thunderbird, Apple Mail.

Plain and HTML bodies say the same as the attached DOCX. The HTML uses a few elements with inline
styles, which is what mail programs agree on; all text is escaped, and links stand only in the list
of sources.
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
from html import escape

from briefing.display.text import clean, date_line, long_date, safe_link, source_name
from briefing.errors import UsageError
from briefing.model import Brief, Point, SourceEntry
from briefing.writers import WRITERS, WriteOptions

_DOCX = "vnd.openxmlformats-officedocument.wordprocessingml.document"
_FONT = "font-family:Calibri,Carlito,Arial,sans-serif"
_BODY = f"{_FONT};font-size:11pt;line-height:1.35;color:#1a1a1a"
_SMALL = f"{_FONT};font-size:9.5pt;color:#555555"
_HEADING = f"{_FONT};font-size:13pt;margin:16px 0 4px 0;color:#1a1a1a"


def write_eml(brief: Brief, options: WriteOptions) -> bytes:
    """The draft, CRLF line ends; the same bytes for the same brief.

    ``Date`` is midnight UTC of the brief's date, and absent without one. Raises
    :class:`UsageError` for recipients that are no addresses, and what the DOCX writer raises.
    """
    attached = WRITERS["docx"](brief, options)
    draft = EmailMessage(policy=SMTP)
    draft["Subject"] = clean(options.subject) or clean(brief.title) or "Brief"
    if options.to.strip():
        draft["To"] = recipients(options.to)
    draft["X-Unsent"] = "1"
    draft["X-Uniform-Type-Identifier"] = "com.apple.mail-draft"
    day = _midnight(brief.date)
    if day:
        draft["Date"] = format_datetime(day)
    draft.set_content(plain(brief), cte="quoted-printable")
    draft.add_alternative(html(brief), subtype="html", cte="quoted-printable")
    draft.add_attachment(
        attached, maintype="application", subtype=_DOCX, filename=f"{_file_name(brief)}.docx"
    )
    mark = hashlib.sha256(attached + plain(brief).encode("utf-8")).hexdigest()[:24]
    draft.set_boundary(f"=_mixed_{mark}")
    for part in draft.iter_parts():
        if part.is_multipart():
            part.set_boundary(f"=_alternative_{mark}")
    return draft.as_bytes()


def recipients(to: str) -> tuple[Address, ...]:
    """The addresses in ``to`` (comma-separated, with or without names).

    Raises :class:`UsageError` for one that is none.

    >>> [str(a) for a in recipients("Desk <desk@x.example>, b@x.example")]
    ['Desk <desk@x.example>', 'b@x.example']
    """
    found = []
    for name, address in getaddresses([clean(to)]):
        whole = address in to and re.fullmatch(r"[^@\s]+@[^@\s]+", address)
        try:
            found.append(Address(clean(name), addr_spec=address if whole else ""))
        except (ValueError, IndexError, HeaderParseError) as error:
            raise UsageError(f"to: {to!r} is no mail address such as desk@x.example") from error
    if not all(address.domain for address in found):
        raise UsageError(f"to: {to!r} is no mail address such as desk@x.example")
    return tuple(found)


def _midnight(iso: str) -> dt.datetime | None:
    try:
        return dt.datetime.combine(dt.date.fromisoformat(iso), dt.time(), dt.UTC)
    except ValueError:
        return None


def _file_name(brief: Brief) -> str:
    name = re.sub(r"[^\w\- ]+", "", clean(brief.title)).strip()[:60].rstrip()
    return re.sub(r"\s+", "-", name) or "brief"


def _marks(point: Point) -> str:
    """What follows a point: a non-breaking blank, its sources, the values on which they differ."""
    cited = "".join(f"[{n}]" for n in dict.fromkeys((point.source, *point.also_in)))
    clash = "; ".join(f"{clean(c.value)} [{c.source}]" for c in point.conflicts)
    return f"\xa0{cited} ({clash})" if clash else f"\xa0{cited}"


def _credit(source: SourceEntry, language: str) -> tuple[str, str]:
    """What stands before and after the title of a source."""
    outlet, day = clean(source.outlet), long_date(source.date, language) if source.date else ""
    return (f"{outlet}, " if outlet else ""), (f", {day}" if day else "")


def plain(brief: Brief) -> str:
    """The brief as plain text, a paragraph a line."""
    out = [clean(brief.title) or "Brief", date_line(brief), ""]
    if brief.bottom_line:
        out += [clean(brief.bottom_line.text) + _marks(brief.bottom_line), ""]
    if brief.key_figures:
        out += ["Key figures"]
        out += [f"  {clean(f.value)} {clean(f.label)} [{f.source}]" for f in brief.key_figures]
        out += [""]
    for section in brief.sections:
        out += [clean(section.title)]
        out += [f"- {clean(p.text)}{_marks(p)}" for p in section.points]
        out += [""]
    out += ["Sources"]
    for s in brief.sources:
        before, after = _credit(s, brief.language)
        link = safe_link(s)
        out.append(f"[{s.n}] {before}{source_name(s)}{after}" + (f" <{link}>" if link else ""))
    return "\n".join(out) + "\n"


def html(brief: Brief) -> str:
    """The brief as an HTML document of headings, paragraphs and lists."""
    title = escape(clean(brief.title) or "Brief")
    out = [
        f'<!DOCTYPE html>\n<html lang="{escape(clean(brief.language))}">\n<head>',
        f'<meta charset="utf-8">\n<title>{title}</title>\n</head>\n<body style="{_BODY}">',
        f'<h1 style="{_FONT};font-size:18pt;margin:0 0 4px 0">{title}</h1>',
        f'<p style="{_SMALL};margin:0 0 12px 0">{escape(date_line(brief))}</p>',
    ]
    if brief.bottom_line:
        out.append(f'<p style="{_BODY};margin:0 0 12px 0"><b>{_shown(brief.bottom_line)}</p>')
    if brief.key_figures:
        cells = " &middot; ".join(
            f"<b>{escape(clean(f.value))}</b> {escape(clean(f.label))} [{f.source}]"
            for f in brief.key_figures
        )
        out.append(f'<p style="{_BODY};margin:0 0 12px 0">{cells}</p>')
    for section in brief.sections:
        out.append(f'<h2 style="{_HEADING}">{escape(clean(section.title))}</h2>')
        out.append('<ul style="margin:0;padding-left:20px">')
        out += [
            f'<li style="{_BODY};margin:0 0 4px 0">{_shown(p, "")}</li>' for p in section.points
        ]
        out.append("</ul>")
    out.append(f'<h2 style="{_HEADING}">Sources</h2>')
    out += [f'<p style="{_SMALL};margin:0">{_linked(s, brief)}</p>' for s in brief.sources]
    return "\n".join([*out, "</body>\n</html>\n"])


def _shown(point: Point, after: str = "</b>") -> str:
    marks = escape(_marks(point))
    return f'{escape(clean(point.text))}{after}<span style="color:#555555">{marks}</span>'


def _linked(source: SourceEntry, brief: Brief) -> str:
    before, after = (escape(part) for part in _credit(source, brief.language))
    link, name = safe_link(source), escape(source_name(source))
    if link:
        name = f'<a href="{escape(link)}" style="color:#0b4f8a">{name}</a>'
    return f"[{source.n}] {before}{name}{after}"
