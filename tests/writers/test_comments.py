"""An analyst's comments: under their own style in every format, never taken for a quote."""

from __future__ import annotations

import io
from dataclasses import replace
from email import message_from_bytes, policy
from pathlib import Path

import docx
import pytest
from factory import make_articles, make_brief

from briefing.docx.template import default_bytes
from briefing.layout.measure import Layout
from briefing.model import Brief, Comment, CommentKind
from briefing.verification import verify
from briefing.writers import WriteOptions, writer

WHY = Comment(CommentKind.WHY, "It moves the **whole** <b>plan</b>.")
ACTION = Comment(CommentKind.ACTION, "Call the ministry.")
REMARK = Comment(CommentKind.COMMENT, "A busy week.")


@pytest.fixture
def commented() -> Brief:
    """A brief with a comment under its bottom line, under a heading, and two under a point."""
    brief = make_brief()
    first, *others = brief.sections
    point = replace(first.points[0], comments=(WHY, ACTION))
    section = replace(first, points=(point, *first.points[1:]), comments=(REMARK,))
    assert brief.bottom_line is not None
    lead = replace(brief.bottom_line, comments=(REMARK,))
    return replace(brief, bottom_line=lead, sections=(section, *others))


def paragraphs(data: bytes) -> list[tuple[str, str]]:
    """Style and text of each paragraph of a Word file."""
    document = docx.Document(io.BytesIO(data))
    return [(p.style.name, p.text) for p in document.paragraphs]


def test_word_shows_each_comment_in_a_style_of_its_own_below_its_point(commented: Brief) -> None:
    shown = paragraphs(writer("docx")(commented, WriteOptions()))
    styled = [text for style, text in shown if style == "Analyst Comment"]
    assert styled == [
        "Comment: A busy week.",
        "Comment: A busy week.",
        "Why it matters: It moves the **whole** <b>plan</b>.",
        "Action: Call the ministry.",
    ]
    texts = [text for _, text in shown]
    point = commented.sections[0].points[0].text[:30]
    at = next(i for i, text in enumerate(texts) if text.startswith(point))
    assert shown[at - 1] == ("Analyst Comment", "Comment: A busy week.")
    assert texts[at + 1].startswith("Why it matters:")


def test_a_house_template_keeps_its_own_style_for_comments(commented: Brief) -> None:
    house = docx.Document(io.BytesIO(default_bytes()))
    style = house.styles.add_style("Analyst Comment", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    style.font.size = docx.shared.Pt(7)
    held = io.BytesIO()
    house.save(held)
    written = writer("docx")(commented, WriteOptions(docx_template=held.getvalue()))
    made = docx.Document(io.BytesIO(written))
    named = [s for s in made.styles if s.name == "Analyst Comment"]
    assert [s.font.size for s in named] == [docx.shared.Pt(7)]
    assert any(p.style.name == "Analyst Comment" for p in made.paragraphs)


def test_a_word_template_may_place_comments_itself(commented: Brief) -> None:
    house = docx.Document()
    for text in (
        "{{ title }}", "{% for section in sections %}", "{% for point in section.points %}",
        "{{ point }}", "{% for comment in point.comments %}",
        "{{ comment.label }} – {{ comment.text }}", "{% endfor %}", "{% endfor %}",
        "{% endfor %}",
    ):  # fmt: skip
        house.add_paragraph(text)
    held = io.BytesIO()
    house.save(held)
    shown = paragraphs(writer("docx")(commented, WriteOptions(docx_template=held.getvalue())))
    assert ("Normal", "Action – Call the ministry.") in shown
    assert not any(style == "Analyst Comment" for style, _ in shown)


def test_a_comment_takes_its_room_on_the_page(commented: Brief) -> None:
    page = Layout(default_bytes())
    assert page.measure(commented).used_pt > page.measure(make_brief()).used_pt + 40


def test_markdown_sets_comments_apart_and_lets_no_markup_of_theirs_through(
    commented: Brief,
) -> None:
    page = writer("md")(commented, WriteOptions()).decode("utf-8")
    assert "\n  > **Action:** Call the ministry.\n" in page
    assert "**whole**" not in page
    assert "<b>" not in page


def test_html_sets_comments_apart_and_lets_no_markup_of_theirs_through(commented: Brief) -> None:
    page = writer("html")(commented, WriteOptions()).decode("utf-8")
    assert '<p class="comment"><strong>Action:</strong> Call the ministry.</p>' in page
    assert "<b>plan" not in page


def test_a_mail_says_comments_in_its_plain_body_too(commented: Brief) -> None:
    mail = message_from_bytes(writer("eml")(commented, WriteOptions()), policy=policy.default)
    body = mail.get_body(("plain",))
    assert body is not None
    assert "  Action: Call the ministry." in body.get_content().splitlines()


@pytest.mark.parametrize("form", ["docx", "md", "json"])
def test_verify_passes_over_comments(form: str, commented: Brief) -> None:
    report = verify(writer(form)(commented, WriteOptions()), f".{form}", make_articles())
    assert report.ok, [c for c in report.checks if not c.ok]
    assert len(report.checks) == len(
        verify(writer(form)(make_brief(), WriteOptions()), f".{form}", make_articles()).checks
    )


def test_verify_passes_over_comments_that_a_text_template_prints_after_the_point(
    commented: Brief,
) -> None:
    template = (
        "# {{ title }}\n\n{{ bottom_line }}\n\n{% for section in sections %}\n"
        "{% for point in section.points %}\n- {{ point }}\n{% endfor %}\n{% endfor %}\n\n"
        "{% for source in sources %}\n[^{{ source.n }}]: {{ source }}\n{% endfor %}\n"
    )
    page = writer("md")(commented, WriteOptions(md_template=template))
    assert b"*Action: Call the ministry.*" in page
    assert verify(page, ".md", make_articles()).ok


def test_verify_passes_over_a_comment_that_somebody_typed_as_a_bullet(tmp_path: Path) -> None:
    page = writer("md")(make_brief(), WriteOptions()).decode("utf-8")
    typed = page.replace("\n- ", "\n- Comment: we should ask for the figures.\n- ", 1)
    assert typed != page
    assert verify(typed.encode("utf-8"), ".md", make_articles()).ok


def test_a_quote_that_was_altered_is_still_found_beside_comments(commented: Brief) -> None:
    page = writer("md")(commented, WriteOptions()).decode("utf-8")
    point = commented.sections[0].points[0].text
    word = max(point.split(), key=len)
    altered = page.replace(word, "unheard-of", 1)
    assert not verify(altered.encode("utf-8"), ".md", make_articles()).ok
