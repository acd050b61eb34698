"""Periods of Russian, Kazakh and Korean sentences: what keeps two values of a series apart.

The sentences are invented. Each pair tells of one thing; only where it tells of one time as well do
two values of it disagree.
"""
# ruff: noqa: E501 (texts stand in long lines)

from __future__ import annotations

import pytest
from facts import candidate

from briefing.language.periods_elsewhere import periods_of
from briefing.selection.conflicts import disputes
from briefing.selection.series import series

PERIODS = [
    ("ru", "В мае инфляция составила 8,4%.", [("month", 501, 531, "main")]),
    ("ru", "Цены по сравнению с маем прошлого года выросли.", [("month", 501, 531, "base")]),
    ("ru", "За девять месяцев добыто 25 млн тонн.", [("half", 101, 931, "main")]),
    ("ru", "Порт откроется до конца 2032 года.", [("year", 101, 1231, "main")]),
    ("ru", "Во II квартале 2031 года вывезли больше.", [("quarter", 401, 631, "main")]),
    ("ru", "Об этом сообщил банк 12 июня.", [("day", 612, 612, "said")]),
    ("kk", "Қаңтар-маусым айларында 25 млн тонна өндірілді.", [("half", 101, 631, "main")]),
    ("kk", "Баға мамыр айымен салыстырғанда өсті.", [("month", 501, 531, "base")]),
    ("kk", "2031 жылғы бірінші тоқсанда экспорт өсті.", [("quarter", 101, 331, "main")]),
    ("kk", "12 маусымда порт ашылды.", [("day", 612, 612, "main")]),
    ("ko", "올해 1~6월 수출이 늘었다.", [("half", 101, 631, "main")]),
    ("ko", "5월 물가는 전년 대비 올랐다.", [("month", 501, 531, "main"), ("year", 101, 1231, "base")]),
    ("ko", "지난해 1분기 이익은 줄었다.", [("quarter", 101, 331, "main")]),
    ("ko", "2031년 6월 12일 항구를 열었다.", [("day", 612, 612, "main")]),
    ("ko", "하반기까지 항구를 연다.", [("half", 701, 1231, "main")]),
    ("de", "Im Mai stiegen die Preise.", []),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text", "expected"), PERIODS)
def test_periods_are_read_with_what_they_are_to_the_sentence(
    code: str, text: str, expected: list[tuple[str, int, int, str]]
) -> None:
    read = [(p.grain, p.first, p.last, p.role) for p in periods_of(text, "2031-07-15", code)]
    assert read == expected


TWO_TIMES = [
    ("ru", "В мае инфляция в крае составила 8,4%.", "В июне инфляция в крае составила 8,6%."),
    ("ru", "За январь–май экспорт зерна достиг 2,8 млрд долларов.", "За январь–июнь экспорт зерна достиг 3,1 млрд долларов."),
    ("ru", "В 2030 году порт принял 12 млн тонн зерна.", "В 2031 году порт принял 14 млн тонн зерна."),
    ("kk", "Мамыр айында инфляция 8,4 пайызды құрады.", "Маусым айында инфляция 8,6 пайызды құрады."),
    ("kk", "Бірінші тоқсанда экспорт 2,8 млрд долларға жетті.", "Екінші тоқсанда экспорт 3,1 млрд долларға жетті."),
    ("ko", "5월 소비자물가는 2.4% 올랐다.", "6월 소비자물가는 2.6% 올랐다."),
    ("ko", "1분기 수출은 280억 달러를 기록했다.", "2분기 수출은 310억 달러를 기록했다."),
    ("ko", "지난해 항구는 1200만 톤을 처리했다.", "올해 항구는 1400만 톤을 처리했다."),
]  # fmt: skip


@pytest.mark.parametrize(("code", "one", "other"), TWO_TIMES)
def test_two_months_of_a_series_are_two_facts_and_not_in_dispute(
    code: str, one: str, other: str
) -> None:
    a, b = candidate(one, "a", language=code), candidate(other, "b", language=code)
    assert series(a, b) and series(b, a)
    assert disputes(a, b) == disputes(b, a) == ()


ONE_TIME = [
    ("ru", "В мае инфляция в крае составила 8,4%.", "Инфляция в крае в мае составила 8,9%."),
    ("kk", "Мамыр айында инфляция 8,4 пайызды құрады.", "Инфляция мамырда 8,9 пайызды құрады."),
    ("ko", "5월 소비자물가는 2.4% 올랐다.", "소비자물가는 5월 2.8% 올랐다."),
]


@pytest.mark.parametrize(("code", "one", "other"), ONE_TIME)
def test_two_values_of_one_month_are_in_dispute(code: str, one: str, other: str) -> None:
    a, b = candidate(one, "a", language=code), candidate(other, "b", language=code)
    assert not series(a, b)
    assert [d.kind for d in disputes(a, b)] == ["value"]


def test_what_a_value_rose_from_is_not_in_dispute() -> None:
    new = candidate("Ставка повышена до 14,5% с 13,5%.", "a", language="ru")
    old = candidate("Ставка банка составляла 13,5%.", "b", language="ru")
    assert disputes(new, old) == ()


TWO_DATES = [
    ("ru", "Новый порт Кербена откроют 15 июля, сообщил министр Олег Даров.", "Порт Кербена откроется 20 июля, сообщили в министерстве транспорта.", ("15 июля", "20 июля")),
    ("ru", "Лидеры подписали договор о границе 3 июня в Кербене.", "Договор о границе лидеры двух стран подписали 5 июня.", ("3 июня", "5 июня")),
    ("ru", "Завод в Кербене запустят в первом квартале 2032 года.", "Завод в Кербене запустят до конца 2031 года.", ("первом квартале 2032 года", "2031 года")),
    ("kk", "Кербен порты 15 шілдеде ашылады, деді министр Олег Дәров.", "Кербен порты 20 шілдеде ашылады деп хабарлады министрлік.", ("15 шілдеде", "20 шілдеде")),
    ("kk", "Көшбасшылар шекара туралы шартқа 3 маусымда қол қойды.", "Шекара туралы шартқа көшбасшылар 5 маусымда қол қойды.", ("3 маусымда", "5 маусымда")),
    ("ko", "케르벤 새 항구는 7월 15일 문을 연다고 올렉 다로프 장관이 밝혔다.", "케르벤 새 항구는 7월 20일 문을 열 예정이라고 교통부가 밝혔다.", ("7월 15일", "7월 20일")),
    ("ko", "두 나라 정상은 6월 3일 케르벤에서 국경 조약에 서명했다.", "두 나라 정상은 6월 5일 국경 조약에 서명했다.", ("6월 3일", "6월 5일")),
]  # fmt: skip


@pytest.mark.parametrize(("code", "one", "other", "expected"), TWO_DATES)
def test_two_dates_of_one_event_are_in_dispute(
    code: str, one: str, other: str, expected: tuple[str, str]
) -> None:
    a, b = (
        candidate(text, key, language=code, date="2031-06-12", outlet=key)
        for text, key in ((one, "a"), (other, "b"))
    )
    assert [(d.mine, d.theirs) for d in disputes(a, b)] == [expected]


@pytest.mark.parametrize(
    ("code", "one", "other"),
    [
        ("ru", "Порт Кербена открылся 11 июня.", "Порт Кербена открылся 12 июня."),
        ("ru", "Порт Кербена открыли 3 июня.", "Порт Кербена откроют 20 июля."),
        ("ru", "Порт Кербена открыли в мае.", "Порт Кербена, который открыли 20 мая, заработал."),
        ("kk", "Кербен порты 11 маусымда ашылды.", "Кербен порты 12 маусымда ашылды."),
        ("ko", "케르벤 새 항구가 6월 11일 문을 열었다.", "케르벤 새 항구가 6월 12일 문을 열었다."),
        ("ko", "정상은 6월 3일 조약에 서명했다.", "광물 수출은 6월 5일 크게 늘었다."),
    ],
)  # fmt: skip
def test_a_day_beside_that_of_the_report_or_of_another_event_is_in_no_dispute(
    code: str, one: str, other: str
) -> None:
    a, b = (
        candidate(text, key, language=code, date="2031-06-12", outlet=key)
        for text, key in ((one, "a"), (other, "b"))
    )
    assert disputes(a, b) == disputes(b, a) == ()


@pytest.mark.parametrize(
    ("code", "one", "other"),
    [
        ("ko", "올해 3분기 매출은 67조원이었다.", "올해 3분기 매출은 62조원이었다."),
        ("ru", "В этом году порт принял 12 млн тонн зерна.", "В этом году порт принял 14 млн тонн зерна."),
        ("kk", "Биыл порт 12 млн тонна астық қабылдады.", "Биыл порт 14 млн тонна астық қабылдады."),
    ],
)  # fmt: skip
def test_this_year_of_two_articles_without_a_date_may_be_two_years(
    code: str, one: str, other: str
) -> None:
    a, b = (candidate(text, key, language=code) for text, key in ((one, "a"), (other, "b")))
    assert disputes(a, b) == ()
    dated = [
        candidate(text, key, language=code, date="2031-10-08")
        for text, key in ((one, "a"), (other, "b"))
    ]
    assert [d.kind for d in disputes(*dated)] == ["value"]
