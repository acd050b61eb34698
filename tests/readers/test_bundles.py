"""Mails that hold several stories, and what stands below the last words of a release."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from briefing.model import Article, Kind
from briefing.readers import ReadOptions
from briefing.readers.options import Source
from briefing.readers.registry import safely
from briefing.segmentation import segment

STORIES = (
    (
        "Selm buys two ferries",
        "SELM, June 11 (Coast Wire) - The province of Selm ordered two electric ferries from a "
        "yard in Orsk for 84 million euros, its governor said on Tuesday.",
        "The ferries will carry 400 people each and replace boats from 1979.",
    ),
    (
        "Orsk mill cuts 300 jobs",
        "ORSK, June 11 (Coast Wire) - The paper mill at Orsk will cut 300 of its 1,100 jobs by "
        "October, the owner told unions on Tuesday.",
        "Orders from abroad fell by a fifth in the first quarter.",
    ),
    (
        "Ilmen bank lowers its rate to 4 percent",
        "ILMEN, June 11 (Coast Wire) - The central bank lowered its base rate by a quarter point "
        "to 4 percent on Tuesday, as eight of ten analysts had foreseen.",
        "It expects prices to rise by 2.5 percent this year.",
    ),
)
TITLES = [title for title, *_ in STORIES]


def read(plain: str = "", page: str = "") -> list[Article]:
    message = EmailMessage()
    message["From"] = "Coast Wire <file@coast.example>"
    message["Subject"] = "Evening file"
    message["Date"] = "Wed, 12 Jun 2024 09:30:00 +0200"
    message.set_content(page or plain, subtype="html" if page else "plain")
    data = message.as_bytes()
    found = list(safely(".eml", Source(data, "m.eml", ReadOptions(cache="-"), name="m.eml")))
    assert all(isinstance(item, Article) for item in found), found
    return [item for item in found if isinstance(item, Article)]


def content(article: Article) -> list[str]:
    units = segment(article).sentences
    return [article.text[s.body : s.end] for s in units if s.kind is Kind.CONTENT]


@pytest.mark.parametrize(
    "between",
    ["", "# # #", "ENDS", "-30-", "(END)", "***", "-" * 40, "=" * 20, "- 0 -", "~~~"],
)
def test_stories_in_one_mail_are_an_article_each(between: str) -> None:
    found = read(f"\n\n{between}\n\n".join("\n\n".join(story) for story in STORIES))
    assert [article.title for article in found] == TITLES
    assert {(a.outlet, a.date) for a in found} == {("Coast Wire", "2024-06-11")}
    assert [content(article)[-1] for article in found] == [story[2] for story in STORIES]


def test_stories_without_datelines_are_parted_by_their_end_marks_and_headlines() -> None:
    bare = ["\n\n".join((t, lead.partition(" - ")[2], more)) for t, lead, more in STORIES]
    assert [a.title for a in read("\n\n# # #\n\n".join(bare))] == TITLES
    contact = "\n\n# # #\n\nContact: Ida Holm, +47 22 00 00 00\n\n"
    assert [a.title for a in read(contact.join(bare))] == TITLES
    assert all("Holm" not in article.text for article in read(contact.join(bare)))


@pytest.mark.parametrize("tag", ["h2", "b", "i"])
def test_stories_in_an_html_mail_are_an_article_each(tag: str) -> None:
    page = "<hr>".join(f"<p><{tag}>{a}</{tag}></p><p>{b}</p><p>{c}</p>" for a, b, c in STORIES)
    assert [article.title for article in read(page=page)] == TITLES


def test_codes_of_the_agency_are_no_headlines() -> None:
    filed = ["\n\n".join((f"BC-{n}-NEWS (UPDATE 1)", *story)) for n, story in zip("ABC", STORIES)]  # noqa: B905
    assert [article.title for article in read("\n\n".join(filed))] == TITLES


def test_story_whose_parts_are_set_apart_by_marks_is_one_article() -> None:
    parts = [f"{lead.partition(' - ')[2]} {more}" for _, lead, more in STORIES]
    (article,) = read("Three weeks on the coast\n\n" + "\n\n# # #\n\n".join(parts))
    assert len(content(article)) == 6
    sections = "\n\n***\n\n".join(f"The cost\n\n{part}" for part in parts)
    (article,) = read(f"Three weeks on the coast\n\n{parts[0]}\n\n{sections}")
    assert len(content(article)) >= 6


# --- Press releases ---------------------------------------------------------------------------

RELEASE = (
    "FOR IMMEDIATE RELEASE",
    "Brekke Shipyard wins order for two ferries",
    "ORSK, 11 June 2024 - Brekke Shipyard will build two electric ferries for the province of "
    "Selm for 84 million euros, the company said today.",
    "The ferries will be delivered in 2026 and employ 200 people at the yard.",
)
BELOW = {
    "about": "About Brekke Shipyard\n\nBrekke Shipyard builds ferries in three countries.",
    "about, in one": "About Brekke Shipyard: the company builds ferries in three countries.",
    "notes": "Notes to editors\n\n1. The yard was founded in 1911 and has three docks.\n"
    "2. The province of Selm has 40 islands.\n\nContacts\n\nIda Holm\n+47 22 00 00 00",
    "outlook": "Forward-looking statements\n\nThis text speaks of the future, which has risks.",
    "German": "Über Brekke\n\nDie Werft baut seit 1911 Fähren in drei Ländern.",
    "Russian": "О компании «Брекке»\n\nВерфь строит паромы в трех странах с 1911 года.",
}


@pytest.mark.parametrize("mark", ["", "# # #", "###", "ENDS", "-30-", "– Ends –"])
@pytest.mark.parametrize("below", BELOW.values(), ids=BELOW)
def test_what_stands_below_a_release_is_no_point(below: str, mark: str) -> None:
    told = [RELEASE[2].partition(" - ")[2], RELEASE[3]]
    (article,) = read("\n\n".join((*RELEASE, mark, below)))
    assert content(article) == told


def test_nothing_below_the_end_of_a_release_is_read_without_a_heading_either() -> None:
    note = "The company builds ferries in three countries and was founded in 1911."
    for mark in ("ENDS", "# # #"):
        (article,) = read("\n\n".join((*RELEASE, mark, note)))
        assert note not in content(article)
    (article,) = read("\n\n".join((*RELEASE, note)))
    assert note in content(article)


def test_section_about_a_thing_in_the_middle_of_a_report_stays() -> None:
    told = "The Selm Fund was set up in 2003 and owns a tenth of the yard."
    later = "The vote is on Friday, and both parties have said that they will agree to the sale."
    (article,) = read(
        "\n\n".join((*RELEASE[1:], "About Selm Fund", told, "What comes next", later))
    )
    assert later in content(article)


def test_two_releases_in_one_mail_are_two_articles_without_their_end_matter() -> None:
    other = (
        "FOR IMMEDIATE RELEASE",
        "Brekke Shipyard names a new chair",
        "ORSK, 11 June 2024 - The board of Brekke Shipyard elected Ruth Sand as its chair on "
        "Tuesday, the company said.",
    )
    end = ("# # #", BELOW["about"])
    found = read("\n\n".join((*RELEASE, *end, *other, *end)))
    assert [article.title for article in found] == [RELEASE[1], other[1]]
    assert not any("three countries" in s for article in found for s in content(article))
