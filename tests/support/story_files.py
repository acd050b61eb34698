"""Writes a story as a file of each format that the product reads; the same story, the same bytes.

Needs python-docx and, for PDF, reportlab.
"""

from __future__ import annotations

import datetime as dt
import html
import io
import json
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Any

from stories import Story

SMALL_PAGE_PT = (420, 440)  # so that a story runs over two pages and the running head repeats


def as_txt(story: Story) -> bytes:
    """Title, blank line, paragraphs; headings lose their mark."""
    parts = [story.title, *(part.removeprefix("## ") for part in story.paragraphs)]
    return ("\n\n".join(parts) + "\n").encode()


def as_md(story: Story) -> bytes:
    """Front matter, the title as heading, paragraphs."""
    meta = {"title": story.title, "outlet": story.outlet, "author": story.author}
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in meta.items()]
    front = "\n".join(["---", *lines, f"date: {story.date}", "---"])
    return "\n\n".join([front, f"# {story.title}", *story.paragraphs, ""]).encode()


def as_html(story: Story) -> bytes:
    """A plain page with what surrounds an article on a news site."""
    title, outlet = html.escape(story.title), html.escape(story.outlet)
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{title} | {outlet}</title>
<meta name="author" content="{html.escape(story.author)}">
<meta property="og:title" content="{title}">
<meta property="og:site_name" content="{outlet}">
<meta property="article:published_time" content="{story.date}T06:00:00Z">
</head>
<body>
<div class="cookie-banner"><p>We use cookies. <button>Accept</button></p></div>
<nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>
<article>
<h1>{title}</h1>
{html_body(story)}
</article>
<footer><p>© {story.date[:4]} {outlet}. All rights reserved.</p></footer>
</body>
</html>
""".encode()


def html_body(story: Story) -> str:
    """The paragraphs as HTML, list items in one list each run."""
    lines: list[str] = []
    for part in story.paragraphs:
        if part.startswith("- "):
            if lines and lines[-1] == "</ul>":
                lines.pop()
            else:
                lines.append("<ul>")
            lines += [f"<li>{html.escape(part[2:], quote=False)}</li>", "</ul>"]
        elif part.startswith("## "):
            lines.append(f"<h2>{html.escape(part[3:], quote=False)}</h2>")
        else:
            lines.append(f"<p>{html.escape(part, quote=False)}</p>")
    return "\n".join(lines)


def as_docx(story: Story) -> bytes:
    """Word's own styles: Title, Heading 2, List Bullet, Normal; the outlet in the header."""
    import docx

    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = story.outlet
    document.add_paragraph(story.title, style="Title")
    for part in story.paragraphs:
        if part.startswith("- "):
            document.add_paragraph(part[2:], style="List Bullet")
        elif part.startswith("## "):
            document.add_paragraph(part[3:], style="Heading 2")
        else:
            document.add_paragraph(part)
    core = document.core_properties
    day = dt.datetime.fromisoformat(story.date)
    core.title, core.author, core.comments = story.title, story.author, ""
    core.created = core.modified = day
    core.last_modified_by, core.language = story.author, "en"
    out = io.BytesIO()
    document.save(out)
    return _with_fixed_times(out.getvalue())


def _with_fixed_times(data: bytes) -> bytes:
    """The same zip file with every time stamp at the start of 1980."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for item in old.infolist():
            plain = zipfile.ZipInfo(item.filename)
            plain.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(plain, old.read(item))
    return out.getvalue()


def as_pdf(story: Story) -> bytes:
    """Two justified columns with words parted at line ends, a running head and page numbers."""
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Spacer

    body = ParagraphStyle(
        "body", fontName="Times-Roman", fontSize=11.5, leading=14, alignment=4, spaceAfter=6
    )
    head = ParagraphStyle("head", fontName="Times-Bold", fontSize=15, leading=17, spaceAfter=8)
    sub = ParagraphStyle("sub", body, fontName="Times-Bold", fontSize=12, alignment=0)
    width, height = SMALL_PAGE_PT
    margin, gap, top = 36.0, 14.0, 50.0
    column = (width - 2 * margin - gap) / 2
    flow = [Paragraph(html.escape(story.title), head), Spacer(1, 2)]
    for part in story.paragraphs:
        if part.startswith("## "):
            flow.append(Paragraph(html.escape(part[3:]), sub))
        else:
            shown = f"• {part[2:]}" if part.startswith("- ") else part
            flow.append(Paragraph(_with_soft_hyphens(html.escape(shown)), body))
    frames = [
        Frame(margin + k * (column + gap), 40, column, height - top - 40, 0, 0, 0, 0)
        for k in range(2)
    ]

    def running_head(canvas: Any, template: Any) -> None:
        canvas.setFont("Times-Italic", 8)
        canvas.drawString(margin, height - 36, f"{story.outlet}, {story.date}")
        canvas.drawRightString(width - margin, 24, f"Page {canvas.getPageNumber()}")

    out = io.BytesIO()
    template = BaseDocTemplate(
        out, pagesize=SMALL_PAGE_PT, title=story.title, author=story.author, lang="en", invariant=1
    )
    template.addPageTemplates([PageTemplate("columns", frames, onPage=running_head)])
    template.build(flow)
    return out.getvalue()


# Words of the sample texts that are long enough to be parted in a narrow column.
_PARTED = (
    "accel-erators electric-ity environ-ment kilo-meters labor-atory radio-therapy technol-ogy "
    "agree-ment construc-tion invest-ment contain-ers govern-ment commer-cial develop-ment "
    "engineer-ing approv-al infra-structure manufac-turing registr-ation electron-ic petit-ion"
)


def _with_soft_hyphens(text: str) -> str:
    for word in _PARTED.split():
        text = text.replace(word.replace("-", ""), word.replace("-", "\u00ad"))
    return text


def as_eml(story: Story) -> bytes:
    """A mail with a plain part and an HTML part."""
    message = EmailMessage(policy=SMTP.clone(linesep="\n"))
    message["From"] = f"{story.outlet} <desk@{story.name}.example>"
    message["To"] = "Readers <readers@news-desk.example>"
    message["Subject"] = story.title
    day = dt.datetime.fromisoformat(story.date).replace(hour=6, tzinfo=dt.UTC)
    message["Date"] = format_datetime(day)
    message["Message-ID"] = f"<{story.date}@{story.name}.example>"
    plain = [part.removeprefix("## ") for part in story.paragraphs]
    message.set_content("\n\n".join(plain) + "\n", cte="quoted-printable")
    page = f"<html><body>\n{html_body(story)}\n</body></html>\n"
    message.add_alternative(page, subtype="html", cte="quoted-printable")
    message.set_boundary("=-sample-part")
    return message.as_bytes()


def as_jsonl(story: Story) -> bytes:
    """One line with the keys that the product reads."""
    row = {
        "title": story.title,
        "text": "\n\n".join(part.removeprefix("## ") for part in story.paragraphs),
        "date": story.date,
        "outlet": story.outlet,
        "author": story.author,
        "url": story.url,
    }
    return (json.dumps(row, ensure_ascii=False) + "\n").encode()


def as_rss(story: Story) -> bytes:
    """A feed of one item with its whole content."""
    day = dt.datetime.fromisoformat(story.date).replace(hour=6, tzinfo=dt.UTC)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel>
<title>{html.escape(story.outlet)}</title>
<link>https://{story.name}.example/</link>
<description>Latest stories</description>
<item>
<title>{html.escape(story.title)}</title>
<link>https://{story.name}.example/story</link>
<pubDate>{format_datetime(day)}</pubDate>
<content:encoded><![CDATA[{html_body(story)}]]></content:encoded>
</item>
</channel>
</rss>
""".encode()


def as_atom(story: Story) -> bytes:
    """A feed of one entry with its whole content."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<title>{html.escape(story.outlet)}</title>
<id>https://{story.name}.example/</id>
<updated>{story.date}T06:00:00Z</updated>
<entry>
<title>{html.escape(story.title)}</title>
<id>https://{story.name}.example/story</id>
<link href="https://{story.name}.example/story"/>
<updated>{story.date}T06:00:00Z</updated>
<author><name>{html.escape(story.author)}</name></author>
<content type="html">{html.escape(html_body(story))}</content>
</entry>
</feed>
""".encode()


FORMATS: dict[str, Callable[[Story], bytes]] = {
    "txt": as_txt,
    "md": as_md,
    "html": as_html,
    "docx": as_docx,
    "pdf": as_pdf,
    "eml": as_eml,
    "jsonl": as_jsonl,
    "rss": as_rss,
    "atom": as_atom,
}
