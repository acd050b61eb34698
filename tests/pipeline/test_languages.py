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
