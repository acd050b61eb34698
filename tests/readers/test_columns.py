"""Tables and JSON as monitoring services, wikis and programs write them."""

from __future__ import annotations

import json

import pytest
from read_items import one

STORY = (
    "The tram company of Ostmark ordered eighteen trams on Monday after a vote of the council.",
    "The first of them will run in 2027, and the line to the airport opens a year later.",
)
TEXT = " ".join(STORY)


@pytest.mark.parametrize("mark", [",", ";"])
def test_table_under_a_title_and_remarks(mark: str) -> None:
    rows = (
        f"Media monitoring{mark * 3}\nPeriod: 10 to 12 June{mark * 3}\n{mark * 3}\n"
        f"Headline{mark}Source{mark}Published{mark}Body\n"
        f'Trams{mark}Ostmark Post{mark}12.06.2024 10:30{mark}"{TEXT}"\n'
    )
    article = one(rows.encode(), "review.csv")
    assert (article.title, article.outlet, article.date, article.location) == (
        "Trams", "Ostmark Post", "2024-06-12", "review.csv#5",
    )  # fmt: skip


@pytest.mark.parametrize(
    "names",
    [
        "Заголовок Источник Дата Текст Ссылка", "Тақырып Дереккөз Күні Мәтін Сілтеме",
        "Titel Quelle Datum Volltext Link", "Titre Source Date Contenu Lien",
        "제목 매체 날짜 본문 링크", "标题 来源 日期 正文 链接",
        "Başlık Kaynak Tarih Metin Bağlantı",
    ],
)  # fmt: skip
def test_columns_are_known_in_other_languages(names: str) -> None:
    row = ["Trams", "Post", "12.06.2024", f'"{TEXT}"', "https://post.example/1"]
    article = one(f"{';'.join(names.split())}\r\n{';'.join(row)}\r\n".encode(), "a.csv")
    assert (article.title, article.outlet, article.date, article.url) == (
        "Trams", "Post", "2024-06-12", "https://post.example/1",
    )  # fmt: skip


def test_text_is_the_whole_one_and_the_summary_only_where_there_is_no_other() -> None:
    row = {"title": "Trams", "summary": STORY[0], "text": TEXT}
    assert one(json.dumps(row).encode(), "a.json").text.endswith(STORY[1])
    row = {"title": "Trams", "summary": STORY[0], "text": None}
    assert one(json.dumps(row).encode(), "a.json").text.endswith(STORY[0])


def test_values_that_a_service_wraps_are_unwrapped() -> None:
    blog = {
        "title": {"rendered": "Trams &#8217;round the clock"},
        "date_gmt": "x",
        "date": "2024-06-12T22:30:00",
        "content": {"rendered": f"<p>{STORY[0]}</p>\n<p>{STORY[1]}</p>", "protected": False},
    }
    article = one(json.dumps([blog]).encode(), "posts.json")
    assert (article.title, article.date) == ("Trams ’round the clock", "2024-06-12")
    assert article.text.split("\n\n")[1:] == [*STORY]
    paper = {
        "headline": {"main": "Trams"},
        "byline": {"original": "By Ada Lind"},
        "body": {"text": TEXT},
        "pub_date": {"$date": "2024-06-12T10:30:00Z"},
    }
    article = one(json.dumps({"response": {"docs": [paper]}}).encode(), "a.json")
    assert (article.title, article.author, article.date) == ("Trams", "Ada Lind", "2024-06-12")


def test_text_that_a_service_keeps_back_is_cut_to_whole_sentences() -> None:
    row = {"title": "Trams", "content": f"{STORY[0]} The first of them will run i… [+812 chars]"}
    assert one(json.dumps(row).encode(), "a.json").text.split("\n\n") == ["Trams", STORY[0]]


@pytest.mark.parametrize(
    "written", ["45455", 45455, "45455.4375", "/Date(1718150400000)/", {"$date": 1718150400000}]
)
def test_dates_as_programs_count_them(written: object) -> None:
    row = {"title": "Trams", "text": TEXT, "date": written}
    assert one(json.dumps(row).encode(), "a.json").date == "2024-06-12"
