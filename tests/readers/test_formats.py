"""What each structured format gives: order, lists, tables, metadata, attachments, pages."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from email.message import EmailMessage
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from briefing.model import Article, Skipped
from briefing.readers import ReadOptions, read
from briefing.readers.options import Source
from briefing.readers.registry import safely

STORY = (
    "The port of Karsund opened a second quay on Friday, doubling the room for grain ships to "
    "2.4 million tonnes a year, the port authority said in a statement to the press."
)


def items(data: bytes, ending: str, name: str = "") -> list[Article | Skipped]:
    options = ReadOptions(cache="-", follow=False)
    return list(safely(ending, Source(data, "source", options, name=name)))


def one(data: bytes, ending: str, name: str = "") -> Article:
    (item,) = items(data, ending, name)
    assert isinstance(item, Article), item
    return item


def parts(data: bytes, ending: str) -> list[str]:
    return one(data, ending).text.split("\n\n")


def docx_bytes(document: docx.document.Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_word_file_in_document_order() -> None:
    document = docx.Document()
    document.core_properties.created = dt.datetime(2024, 5, 3, tzinfo=dt.UTC)
    document.add_heading("Quay opens", 0)
    document.add_paragraph(STORY)
    document.add_paragraph("Sign the treaty", style="List Number")
    document.add_paragraph("Build the quay", style="List Number")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Exports", "1.1 million tonnes"
    last = document.add_paragraph("The fee was ")
    last._p.append(
        parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText>never </w:delText></w:r></w:del>")
    )
    last._p.append(parse_xml(f"<w:ins {nsdecls('w')}><w:r><w:t>cut.</w:t></w:r></w:ins>"))
    made = one(docx_bytes(document), ".docx")
    assert made.text.split("\n\n") == [
        "Quay opens", STORY, "1. Sign the treaty", "2. Build the quay", "Exports",
        "1.1 million tonnes", "The fee was cut.",
    ]  # fmt: skip
    assert (made.title, made.author, made.date) == ("Quay opens", "", "2024-05-03")


def test_word_template_properties_are_no_facts() -> None:
    document = docx.Document()
    document.add_paragraph(STORY)
    made = one(docx_bytes(document), ".docx")
    assert (made.author, made.date) == ("", "")


def test_markdown_structure_and_front_matter() -> None:
    made = one(
        b"---\ntitle: 'Quay opens'\ndate: 2024-05-03\noutlet: Karsund Gazette\ntags: [a]\n---\n"
        b'# Quay *opens*\n\nThe port\nof **Karsund** [grew](http://x.example "t").\n\n'
        b"## Facts\n\n- one `x`\n- two\n    1. deep\n    2. deeper\n\n> Said &amp; done.\n\n"
        b"| Year | Tonnes |\n|---|---|\n| 2023 | 1.1 |\n\n<div>Raw <b>markup</b></div>\n"
        b"<script>alert(1)</script>\n\n![picture](p.png)\n",
        ".md",
    )
    assert made.text.split("\n\n") == [
        "Quay opens", "The port of Karsund grew.", "Facts", "- one x", "- two", "1. deep",
        "2. deeper", "Said & done.", "Year", "Tonnes", "2023", "1.1", "Raw markup",
    ]  # fmt: skip
    assert (made.title, made.date, made.outlet) == ("Quay opens", "2024-05-03", "Karsund Gazette")


def test_markdown_of_wikis_and_notes_without_their_marks() -> None:
    text = (
        "# Tugs\n\n#harbour #tugs\n\n:::tip\nThe board bought two "
        "tugs for $21 million and $3 million of spares on Monday.\n:::\n\n$$E=mc^2$$"
        "\n\nThey cover 12 km^2^ of water, the board said. "
        "^area\n\nThe pull is $F = ma$ at most, it said.\n"
    )
    said = parts(text.encode(), ".md")
    assert said[:3] == [
        "Tugs",
        "The board bought two tugs for $21 million and $3 million of spares on Monday.",
        "They cover 12 km² of water, the board said.",
    ]
    assert said[3] == "The pull is \N{REPLACEMENT CHARACTER} at most, it said."


def test_page_frame_is_left_out() -> None:
    page = f"""<html lang="de"><head><title>Quay opens | Gazette</title></head><body>
    <nav><ul><li><a href="/">Home</a></li><li><a href="/s">Sport</a></li></ul></nav>
    <article><h1>Quay opens</h1><p>{STORY}</p><ol><li>First of the steps taken</li>
    <li>Second of the steps</li></ol><p>{STORY} It was dear.</p></article>
    <footer><p>Copyright 2024. All rights reserved.</p></footer>
    <script>var x = "{STORY}";</script></body></html>"""
    made = one(page.encode(), ".html")
    assert made.text.split("\n\n") == [
        "Quay opens", STORY, "1. First of the steps taken", "2. Second of the steps",
        f"{STORY} It was dear.",
    ]  # fmt: skip
    assert made.language == "en"  # clear evidence of the text beats the attribute


def test_small_page_without_structure_is_still_read() -> None:
    assert parts(b"<p>Rates stay.<br>Prices rise.", ".html") == ["Rates stay.", "Prices rise."]


def mail(body: str, subject: str = "Re: Quay opens") -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Karsund Gazette <news@gazette.example>"
    message["Subject"] = subject
    message["Date"] = "Fri, 03 May 2024 23:00:00 +0200"
    message.set_content(body)
    return message


def test_mail_without_quotes_and_signature() -> None:
    made = one(
        mail(f"{STORY}\n\n> old mail\n> more\n\nIt was dear.\n\n-- \nIda\n").as_bytes(), ".eml"
    )
    assert made.text == f"Quay opens\n\n{STORY}\n\nIt was dear."
    assert (made.outlet, made.date) == ("Karsund Gazette", "2024-05-03")


def test_attached_articles_are_articles_too() -> None:
    document = docx.Document()
    document.add_paragraph("Second story", style="Title")
    document.add_paragraph(STORY)
    outer = mail("Please find two stories attached.\n")
    outer.add_attachment(
        docx_bytes(document), maintype="application", subtype="octet-stream", filename="two.docx"
    )
    outer.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="p.png")
    outer.add_attachment(
        b"%PDF-1.4 broken", maintype="application", subtype="pdf", filename="b.pdf"
    )
    outer.add_attachment(mail(STORY, "Third story"))
    found = items(outer.as_bytes(), ".eml")
    assert [(type(i).__name__, i.location) for i in found] == [
        ("Article", "source#two.docx"), ("Skipped", "source#b.pdf"), ("Article", "source#4.eml"),
    ]  # fmt: skip
    assert isinstance(found[2], Article)
    assert found[2].title == "Third story"


def test_mails_in_mails_end() -> None:
    message = mail(STORY, "Innermost story")
    for level in range(30):
        outer = mail(f"Level {level}. {STORY}", f"Story of level {level}")
        outer.add_attachment(message)
        message = outer
    found = items(message.as_bytes(), ".eml")
    assert sum(isinstance(item, Article) for item in found) == ReadOptions().max_depth + 1
    assert isinstance(found[-1], Skipped)


def test_feed_items() -> None:
    feed = f"""<?xml version="1.0"?><rss version="2.0"
    xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Gazette</title>
    <language>en-GB</language><item><title>Quay &amp; port</title>
    <link>https://g.example/1</link><pubDate>Fri, 03 May 2024 09:00:00 GMT</pubDate>
    <content:encoded><![CDATA[<p>{STORY}</p><ul><li>One</li></ul><script>x()</script>]]>
    </content:encoded></item><item><title>Empty</title></item></channel></rss>"""
    first, second = items(feed.encode(), ".rss")
    assert isinstance(first, Article)
    assert first.text.split("\n\n") == ["Quay & port", STORY, "- One"]
    assert (first.outlet, first.date, first.url) == ("Gazette", "2024-05-03", "https://g.example/1")
    assert second == Skipped(
        "source", "1 item has no whole sentence; --follow reads the pages that they link to"
    )


def pdf(pages: Sequence[Sequence[tuple[int, int, int, str]]]) -> bytes:
    """A PDF of Helvetica text pieces (x, y, size, text) in the order given."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"",
               b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]  # fmt: skip
    kids = []
    for page in pages:
        content = "\n".join(f"BT /F1 {s} Tf {x} {y} Td ({t}) Tj ET" for x, y, s, t in page).encode()
        kids.append(len(objects) + 1)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % (len(objects) + 2)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    listed = b" ".join(b"%d 0 R" % kid for kid in kids)
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (listed, len(kids))
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R >>\n" % (
        len(objects) + 1, table, len(objects) + 1,
    ) + b"startxref\n%d\n%%%%EOF\n" % len(out)  # fmt: skip


LEFT = """The port of Karsund opened a second quay
on Friday, doubling the room for grain ships
to 2.4 million tonnes. Officials hailed agree-
ments with nine firms. The cost-
cutting came first.""".split("\n")
RIGHT = """Exports rose by 7 percent last year, to 1.1
million tonnes of wheat and barley. A train
will carry the rest from 2026, and a report
on radio-
therapy is due.""".split("\n")
COLUMNS = [
    "The port of Karsund opened a second quay on Friday, doubling the room for grain ships to 2.4 "
    "million tonnes. Officials hailed agreements with nine firms. The cost-cutting came first.",
    "Exports rose by 7 percent last year, to 1.1 million tonnes of wheat and barley. A train will "
    "carry the rest from 2026, and a report on radiotherapy is due.",
]


@pytest.mark.parametrize("row_by_row", [False, True])
def test_columns_heads_and_hyphens_of_a_pdf(row_by_row: bool) -> None:
    def page(number: int) -> list[tuple[int, int, int, str]]:
        left = [(60, 700 - 13 * i, 10, text) for i, text in enumerate(LEFT)]
        right = [(310, 700 - 13 * i, 10, text) for i, text in enumerate(RIGHT)]
        rows = [piece for pair in zip(left, right, strict=True) for piece in pair]
        title = [(60, 740, 18, "Second quay opens")] if number == 1 else []
        body = rows if row_by_row else left + right
        head = [(60, 800, 8, "Karsund Gazette, 2024-05-03")]
        return [*head, *title, *body, (290, 40, 8, f"Page {number} of 2")]

    made = one(pdf([page(1), page(2)]), ".pdf", "scan.pdf")
    assert made.text.split("\n\n") == ["Second quay opens", *COLUMNS, *COLUMNS]
    assert (made.title, made.outlet, made.date) == (
        "Second quay opens", "Karsund Gazette", "2024-05-03",
    )  # fmt: skip


def test_paragraphs_of_a_pdf() -> None:
    lines = [
        (60, 700, 10, "- first of the points, which runs on over the"),
        (68, 687, 10, "line"),
        (60, 674, 10, "- second of the points"),
        (60, 640, 10, "A paragraph after a gap that is"),
        (60, 627, 10, "long enough to be wrapped at this width."),
        (75, 614, 10, "An indented line begins another."),
        (60, 590, 14, "A larger heading"),
        (60, 570, 10, "Text below it."),
    ]
    assert parts(pdf([lines]), ".pdf") == [
        "- first of the points, which runs on over the line",
        "- second of the points",
        "A paragraph after a gap that is long enough to be wrapped at this width.",
        "An indented line begins another.",
        "A larger heading",
        "Text below it.",
    ]


def test_pdf_without_text_or_with_a_lock(tmp_path: Path) -> None:
    assert items(pdf([[]]), ".pdf") == [Skipped("source", "no text in it")]
    pypdf = pytest.importorskip("pypdf")
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf([[(60, 700, 10, STORY)]])))
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(tmp_path / "a.pdf")
    with pytest.raises(Exception, match="encrypted; save it without a password"):
        read(str(tmp_path / "a.pdf"))


def test_a_day_that_no_month_has_costs_no_feed() -> None:
    feed = (
        "<rss version='2.0'><channel><title>Karsund Post</title><item><title>Quay opened</title>"
        f"<description>{STORY}</description><pubDate>Mon, 31 Jun 2024 08:00:00 GMT</pubDate>"
        "</item></channel></rss>"
    )
    article = one(feed.encode(), ".xml")
    assert STORY in article.text
    assert article.date == ""


# --- The text of MediaWiki ----------------------------------------------------------------------

WIKI = """{{short description|Port of Selm}}
{{Infobox port|name=Selm|depth=12}}
[[File:Selm.jpg|thumb|The port in [[2019]]]]
'''Selm Harbour''' is the second port of [[Ilmen (province)|Ilmen]].<ref name="a">Atlas</ref> It \
handled {{convert|3|e6t}} in 2023, 8&nbsp;percent more than in 2022.{{cn|date=May 2024}}

The quay has a depth of {{val|12.4|u=m}} and belongs to the state.

== Trade ==
* The [[Orsk line]] brings coal to the [https://selm.example quay] every day of the year.
{| class="wikitable"
! Year !! Tonnes
|-
| 2023 || 3
|}
[[Category:Ports]]
"""


@pytest.mark.parametrize("ending", [".txt", ".wiki", ".mediawiki"])
def test_text_of_mediawiki_is_read_as_its_readers_see_it(ending: str) -> None:
    article = one(WIKI.encode(), ending)
    assert article.text.split("\n\n") == [
        "Selm Harbour is the second port of Ilmen. It handled 3 million t in 2023, "
        "8\N{NO-BREAK SPACE}percent more than in 2022.",
        "The quay has a depth of \N{REPLACEMENT CHARACTER} and belongs to the state.",
        "Trade",
        "- The Orsk line brings coal to the quay every day of the year.",
    ]


def test_text_with_a_bracket_or_two_is_no_wiki() -> None:
    text = "He wrote [[sic]] of a ''third'' pier. The port = 40 percent of the trade, he said."
    assert text in one(text.encode(), ".txt").text
