"""Briefs of articles in other languages, end to end; the events are invented."""
# ruff: noqa: E501 (texts stand in long lines)

from __future__ import annotations

import pytest

import briefing
from briefing.model import Article


def article(text: str, language: str, key: str, date: str = "2031-06-12") -> Article:
    title = text.split("\n\n", maxsplit=1)[0]
    return Article(
        key, title, text, outlet=key, date=date, language=language, location=f"{key}.txt"
    )


def conflicts(*texts: str, language: str) -> list[list[str]]:
    brief = briefing.make([article(text, language, f"s{k}") for k, text in enumerate(texts)])
    return [[c.value for c in point.conflicts] for point in brief.points if point.conflicts]


RU = "Порт Кербена открыт\n\nПравительство области вложило в новый порт Кербена {} и открыло его {} июня, сообщил министр Олег Даров."
KO = "케르벤 항구 개항\n\n주 정부는 케르벤 새 항구에 {}를 투자해 {}일 문을 열었다고 올렉 다로프 장관이 밝혔다."


@pytest.mark.parametrize(
    ("language", "text", "sum_"), [("ru", RU, "3,1 млрд долларов"), ("ko", KO, "31억 달러")]
)
def test_days_of_a_month_are_not_in_dispute(language: str, text: str, sum_: str) -> None:
    texts = [text.format(sum_, day) for day in (11, 12)]
    assert conflicts(*texts, language=language) == []


@pytest.mark.parametrize(
    ("language", "text", "one", "other"),
    [
        ("ru", RU, "3,1 млрд долларов", "2,8 млрд долларов"),
        ("ru", RU, "$3,1 млрд", "2,8 млрд долларов США"),
        ("ko", KO, "31억 달러", "28억 달러"),
    ],
)
def test_sums_that_differ_are(language: str, text: str, one: str, other: str) -> None:
    found = conflicts(text.format(one, 11), text.format(other, 11), language=language)
    assert [sorted(values) for values in found] == [sorted([one, other.removesuffix(" США")])]


PORT = "The Port of Kerben Opens\n\nThe region put $3.1 billion into the new port of Kerben, Minister Oleg Darov said on Wednesday. The port takes ships of 40,000 tonnes."
ROAD = "Новая дорога в Кербен\n\nОбласть строит новую дорогу в Кербен за 12 млрд тенге, сообщил министр Олег Даров в среду. Дорога откроется осенью будущего года."
SCHOOL = "В Кербене открыли школу\n\nВ Кербене открыли новую школу на 900 учеников, сообщил аким Дамир Салин журналистам в среду. Школа работает в две смены."


def mixed(**options: str) -> briefing.Brief:
    texts = (("en", PORT), ("ru", ROAD), ("ru", SCHOOL))
    given = [article(text, code, f"s{k}") for k, (code, text) in enumerate(texts)]
    return briefing.make(given, **options)  # type: ignore[arg-type]


def test_a_brief_speaks_the_language_of_most_articles_and_quotes_each_in_its_own() -> None:
    brief = mixed()
    assert brief.language == "ru"
    page = brief.to_markdown()
    assert "источников: 3" in page
    assert "sources" not in page.partition("---\n\n")[2]
    assert [s.language for s in brief.sources if s.title.startswith("The Port")] == ["en"]
    assert "(английский)" in page
    assert any("2 ru" in warning and "1 en" in warning for warning in brief.warnings)


def test_the_language_asked_for_is_that_of_the_brief_and_not_of_its_sources() -> None:
    brief = mixed(language="en")
    assert brief.language == "en"
    assert {s.language for s in brief.sources} == {"", "ru"}
    assert "(Russian)" in brief.to_markdown()
    assert "3 sources" in brief.to_markdown()


def test_points_without_a_sector_stand_under_a_heading_of_the_language() -> None:
    text = "Вечер в Кербене\n\nВ Кербене прошёл вечер, на который пришли многие жители. {} Хор пел до ночи."
    found = briefing.make(
        [article(text.format(w), "ru", f"s{w}") for w in ("Было тепло.", "Все ушли.")]
    )
    assert "Other" not in {section.title for section in found.sections}


def test_the_language_of_a_source_survives_json() -> None:
    brief = mixed()
    assert {s.get("language", "") for s in brief.to_dict()["sources"]} == {"", "en"}


FACT = {
    "en": "Port of Kerben Opens\n\nThe region put $3.1 billion into the new port of Kerben, Transport Minister Oleg Darov said on Wednesday.",
    "ru": "Порт открыт\n\nОбласть вложила в новый порт Кербена 3,1 млрд долларов, сообщил в среду министр транспорта Олег Даров.",
    "kk": "Порт ашылды\n\nОблыс Кербен портына 3,1 млрд доллар салды деп хабарлады көлік министрі Олег Даров.",
}


@pytest.mark.parametrize("other", ["ru", "kk"])
def test_one_fact_in_two_languages_is_one_point(other: str) -> None:
    given = [article(FACT["en"], "en", "a"), article(FACT[other], other, "b")]
    brief = briefing.make(given)
    assert len(brief.points) == 1
    assert len(brief.points[0].also_in) == 1


@pytest.mark.parametrize(
    "change",
    [("3,1 млрд", "2,4 млрд"), ("3,1 млрд долларов", "3,1 млрд тенге"), ("Кербена", "Ильменя")],
)
def test_another_sum_or_place_in_another_language_is_another_point(change: tuple[str, str]) -> None:
    text = FACT["ru"].replace(*change).replace("Олег Даров", "Иван Салин")
    brief = briefing.make([article(FACT["en"], "en", "a"), article(text, "ru", "b")])
    assert not any(point.also_in for point in brief.points)


def test_a_section_for_each_language_on_request() -> None:
    brief = mixed(group="language", language="en")
    titles = [section.title for section in brief.sections]
    assert set(titles) <= {"English", "Russian"}
    assert "Russian" in titles
    spoken = {source.n: source.language or "en" for source in brief.sources}
    for section in brief.sections:
        assert {spoken[point.source] for point in section.points} == {section.sector}
    russian = mixed(group="language")
    assert {section.title for section in russian.sections} <= {"Русский", "Английский"}
