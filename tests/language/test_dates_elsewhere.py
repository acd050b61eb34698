"""Dates in brackets in Russian, Kazakh and Korean: worked out from the article's date, or none."""

from __future__ import annotations

from pathlib import Path

import pytest

import briefing
from briefing.language.dates import with_dates
from briefing.model import Article

THURSDAY = "2031-06-12"


@pytest.mark.parametrize(
    ("language", "text", "shown"),
    [
        ("ru", "Об этом банк сообщил в среду.", "в среду [11 июня]."),
        ("ru", "В понедельник совет рассмотрит бюджет Кербена.", "В понедельник [16 июня] совет"),
        ("ru", "Закон, принятый во вторник, вступит в силу осенью.", "во вторник [10 июня],"),
        ("ru", "Суд в четверг отклонил жалобу порта.", "в четверг [12 июня] отклонил"),
        ("ru", "Министр прибыл вчера в Кербен.", "вчера [11 июня] в"),
        ("ru", "Экспорт вырос в прошлом месяце.", "в прошлом месяце [май]."),
        ("ru", "Порт открыли на прошлой неделе.", "на прошлой неделе [2–8 июня]."),
        ("kk", "Министр сәрсенбіде Кербенге келді.", "сәрсенбіде [11 маусым] Кербенге"),
        ("kk", "Кеңес дүйсенбі күні бюджетті қарамақ.", "дүйсенбі күні [16 маусым] бюджетті"),
        ("kk", "Порт кеше ашылды.", "кеше [11 маусым] ашылды"),
        ("kk", "Экспорт өткен айда өсті.", "өткен айда [мамыр] өсті"),
        ("ko", "은행은 지난 수요일 이같이 밝혔다.", "지난 수요일 [6월 11일] 이같이"),
        ("ko", "의회는 월요일에 예산안을 처리할 예정이다.", "월요일에 [6월 16일] 예산안을"),
        ("ko", "장관이 어제 케르벤에 도착했다.", "어제 [6월 11일] 케르벤에"),
        ("ko", "수출은 지난달 5% 늘었다.", "지난달 [5월] 5%"),
    ],
)
def test_a_sure_date_follows_its_words(language: str, text: str, shown: str) -> None:
    assert shown in with_dates(text, THURSDAY, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Форум, намеченный на среду, пройдёт в Оше."),
        ("ru", "«Мы приехали в среду», — сказал министр."),
        ("ru", "Совет может собраться в пятницу."),
        ("ru", "Если в среду пойдёт дождь, матч отменили."),
        ("ru", "В среду, 11 июня, порт открыли."),
        ("ru", "Канал в среду."),
        ("kk", "Порт сәрсенбі сайын жабық."),
        ("ko", "수요일(11일) 항구가 열렸다."),
        ("ko", "오늘날 항구는 크다."),
        ("uz", "Port chorshanba kuni ochildi."),
    ],
)
def test_where_there_is_doubt_there_is_no_date(language: str, text: str) -> None:
    assert with_dates(text, THURSDAY, language) == text


def test_an_article_without_a_date_gives_none() -> None:
    assert (
        with_dates("Суд в четверг отклонил жалобу.", "", "ru") == "Суд в четверг отклонил жалобу."
    )


TEXTS = {
    "2031-06-12": "Порт Кербена\n\nМинистр Олег Даров открыл в среду новый порт Кербена.",
    "2031-06-09": "Дорога\n\nОбласть в пятницу начала строить дорогу из Оша в Ильмень.",
}


def test_a_page_that_spans_days_has_the_dates_and_verify_accepts_the_right_ones_only(
    tmp_path: Path,
) -> None:
    articles = [
        Article(day, "", text, date=day, language="ru", location=f"{day}.txt")
        for day, text in TEXTS.items()
    ]
    brief = briefing.make(articles, fill=True)
    shown = " ".join(point.text for point in brief.points)
    assert "в среду [11 июня]" in shown
    assert "в пятницу [6 июня]" in shown
    page = tmp_path / "brief.md"
    page.write_text(brief.to_markdown(), "utf-8")
    assert briefing.verify(page, articles).ok
    page.write_text(brief.to_markdown().replace("11 июня", "10 июня"), "utf-8")
    assert not briefing.verify(page, articles).ok
