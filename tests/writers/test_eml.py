"""A mail draft: what a mail program finds in it, and what no source can put there."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from factory import make_brief
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from briefing.display.page_fields import PageFields
from briefing.display.text import clean
from briefing.errors import UsageError
from briefing.model import Brief, KeyFigure, Section
from briefing.writers import WRITERS, WriteOptions
from briefing.writers.html import write_html


def draft(brief: Brief, options: WriteOptions | None = None) -> EmailMessage:
    data = WRITERS["eml"](brief, options or WriteOptions())
    found = message_from_bytes(data, policy=policy.default)
    assert isinstance(found, EmailMessage)
    assert not found.defects
    return found


def body(mail: EmailMessage, kind: str) -> str:
    part = mail.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def test_the_draft_opens_ready_to_send() -> None:
    fields = PageFields(to="Ә Desk <desk@x.example>, b@y.example", subject="Weekly – brief")
    options = WriteOptions(fields=fields)
    mail = draft(make_brief(), options)
    assert mail["X-Unsent"] == "1"
    assert mail["Subject"] == "Weekly – brief"
    assert [a.addr_spec for a in mail["To"].addresses] == ["desk@x.example", "b@y.example"]
    assert mail["To"].addresses[0].display_name == "Ә Desk"
    assert mail["Date"].datetime.isoformat() == "2024-06-12T00:00:00+00:00"
    assert mail["From"] is None
    assert mail.get_content_type() == "multipart/mixed"
    kinds = [part.get_content_type() for part in mail.walk()]
    assert kinds[1:4] == ["multipart/alternative", "text/plain", "text/html"]


def test_the_docx_is_attached() -> None:
    (attached,) = draft(make_brief()).iter_attachments()
    assert attached.get_filename() == "Ilmen-valley-weekly-brief.docx"
    names = zipfile.ZipFile(io.BytesIO(attached.get_content())).namelist()
    assert "word/document.xml" in names


def test_subject_falls_back_on_the_title_and_no_date_is_made_up() -> None:
    mail = draft(make_brief(date=""))
    assert mail["Subject"] == "Ilmen valley, weekly brief"
    assert mail["Date"] is None
    assert mail["To"] is None


@pytest.mark.parametrize("kind", ["plain", "html"])
def test_both_bodies_say_the_whole_brief(kind: str) -> None:
    brief = make_brief()
    text = body(draft(brief), kind)
    shown = text if kind == "plain" else html.fromstring(text).text_content()
    shown = shown.replace("\xa0", " ")
    assert all(point.text in shown for point in brief.points)
    assert "Sources differ: 2,300 (Karaberg Courier), 2,600 (Ilmen Post)" in shown
    line = "12 June 2024 · covering 10–12 June 2024 · 3 sources"
    for wanted in (line, "Transport", "$1.4 billion"):
        assert wanted in shown
    assert "https://courier.example/grid?a=1&" in text
    order = [shown.index(p.text) for p in brief.points]
    assert order == sorted(order)


def test_the_same_brief_gives_the_same_bytes() -> None:
    first = WRITERS["eml"](make_brief(), WriteOptions())
    assert first == WRITERS["eml"](make_brief(), WriteOptions())
    assert first.count(b"\n") == first.count(b"\r\n")


@pytest.mark.parametrize(
    "to", ["desk", "desk@", "<>", "a@b c", "a@b.kz\r\nBcc: c@d.kz", "a@b.kz, x", "@b.kz", "a@@b"]
)
def test_what_is_no_address_is_refused(to: str) -> None:
    with pytest.raises(UsageError, match="no mail address"):
        draft(make_brief(), WriteOptions(fields=PageFields(to=to)))


@settings(deadline=None, max_examples=150)
@given(st.text(st.characters(), max_size=30))
def test_no_source_gets_into_the_head_or_the_markup(text: str) -> None:
    hostile = text + "<b onclick=x>\r\nBcc: a@b.kz\r\n\r\n<script>&amp;'\"</script>"
    brief = make_brief(title=hostile)
    point = replace(brief.points[-1], text=hostile, quote=hostile)
    source = replace(brief.sources[2], title=hostile, outlet=hostile, url="javascript:alert(1)")
    brief = replace(
        brief,
        bottom_line=point,
        sections=(Section("health", hostile, (point,)),),
        sources=(*brief.sources[:2], source),
        key_figures=(KeyFigure(hostile, hostile, 3),),
    )
    tree = html.fromstring(write_html(brief, WriteOptions()).decode())
    assert {n.tag for n in tree.iter() if isinstance(n.tag, str)} <= set(
        "html head meta title style body main h1 h2 p b ul ol li span a sup section "
        "table tr th td".split()
    )
    links = [a.get("href") for a in tree.iter("a") if not a.get("href").startswith("#source-")]
    assert links == ["https://courier.example/grid?a=1&b=2"]
    assert not tree.xpath("//@onclick")
    shown = tree.xpath("string(//ul/li)").replace("\xa0", " ")
    assert shown.startswith(clean(hostile).replace("\xa0", " "))
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(WRITERS, "docx", lambda _brief, _options: b"PK")
        mail = draft(brief, WriteOptions(fields=PageFields(subject=hostile)))
    assert set(mail.keys()) == {
        "Subject", "X-Unsent", "X-Uniform-Type-Identifier", "Date", "Keywords", "MIME-Version",
        "Content-Type",
    }  # fmt: skip
    text = body(mail, "plain").replace("\xa0", " ")
    assert clean(hostile).replace("\xa0", " ") in text
