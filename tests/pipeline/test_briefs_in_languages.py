"""Briefs of articles in other languages, end to end; the events are invented."""
# ruff: noqa: E501 (texts stand in long lines)

from __future__ import annotations

from pathlib import Path

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


PAGE = {
    "ru": (
        "Порт Кербена открыли весной, он принимает суда с зерном и металлом, сообщил министр Олег Даров.",
        "Железная дорога в Ильмень обошлась области в 12 млрд тенге, её строили шесть лет подряд.",
    ),
    "kk": (
        "Кербен порты көктемде ашылды, ол астық пен металл тиеген кемелерді қабылдайды, деді министр Олег Дәров.",
        "Ильменге апаратын темір жол облысқа 12 млрд теңгеге түсті, оны алты жыл салды.",
    ),
    "ko": (
        "케르벤 항구는 봄에 문을 열어 곡물과 금속을 실은 배를 받고 있다고 올렉 다로프 장관이 밝혔다.",
        "일멘으로 가는 철도는 주 정부에 120억 텡게가 들었으며 공사에 6년이 걸렸다.",
    ),
}
JUNK = {
    "ru": [
        "true\ntrue\nclose",
        "Как сообщало ИА «Кербен-инфо», 9 июня в порту прошли учения спасателей.",
        "Как изменился порт за неделю — в обзоре корреспондента газеты «Берег».",
        "Олег Даров с президентом порта Иваном Салиным.",
        "1 минута чтения",
        "Новости по теме",
        "Уважаемые жители Кербена!",
        "Министр Олег Даров и президент порта Иван Салин. Архивное фото\nЧитать на сайте Kerben24.ru",
        "Особое внимание в порту уделили следующему:\n\nПричалам\n\nПоставкам зерна и металла с мая.",
    ],
    "kk": [
        "Kerben24.kz, Inform дереккөзінен алынған мәліметтерге сүйеніп жаңалық жариялады.",
        "Айта кетелік, порттың қалай салынып жатқаны туралы бұған дейін жазған едік.",
        "Кербен порты, 12 маусым. Оқырман Дана Салина жолдаған фото.",
        "Сапардың қорытындысын Дана Салина тарқатады.",
        "Читайте также",
        "Құрметті Кербен тұрғындары!",
    ],
    "ko": [
        "전체 맥락을 이해하기 위해서는 본문 보기를 권장합니다.",
        "(예시) 가장 빠른 뉴스가 있는 곳을 만나보세요.",
        "읽어주기 기능은 크롬기반의 브라우저에서만 사용하실 수 있습니다.",
        "이다온 기자의 보도입니다.",
        "관련 Kerben Daily - Is the new port the answer?",
        "당신의 의견을 남겨주세요",
        "존경하는 케르벤 시민 여러분!",
    ],
}


@pytest.mark.parametrize(
    ("language", "line"), [(code, line) for code, lines in JUNK.items() for line in lines]
)
def test_what_a_page_has_beside_its_story_is_no_point(
    language: str, line: str, tmp_path: Path
) -> None:
    first, second = PAGE[language]
    file = tmp_path / "page.txt"
    file.write_text(f"Kerben 1\n\n{first}\n\n{line}\n\n{second}\n\n{first[:-1]}!", "utf-8")
    points = briefing.make([str(file)], points=6).points
    assert points
    junk = [part for part in line.splitlines() if part]
    assert not any(part in point.quote for point in points for part in junk)


@pytest.mark.parametrize(
    ("language", "opening"),
    [
        ("ru", "КЕРБЕН, 29 сен – РИА Новости. "),
        ("ru", "Кербен, 25 декабря 2031 года – Информационное агентство «Берег». "),
        ("kk", "Кербен, 2031 жылғы 25 желтоқсан – Kerben Info ақпараттық агенттігі. "),
        ("kk", "КЕРБЕН. KAZINFORM – "),
        ("ko", "[머니투데이 이다온 기자] [[the300] 항구 개항, 철도 건설 논의] "),
    ],
)
def test_an_opening_goes_and_the_office_after_it_stays(language: str, opening: str) -> None:
    first = {
        "ru": "Президент Кербена Олег Даров заявил, что порт принимает суда с зерном и металлом.",
        "kk": "Президент Олег Дәров порт астық пен металл тиеген кемелерді қабылдайды деп мәлімдеді.",
        "ko": "올렉 다로프 대통령은 항구가 곡물과 금속을 실은 배를 받고 있다고 밝혔다.",
    }[language]
    text = f"{opening}{first}\n\n{PAGE[language][1]}"
    brief = briefing.make([Article("k", "", text, language=language, location="k.txt")], points=4)
    assert first in [point.text for point in (brief.bottom_line, *brief.points)]


def test_a_stamp_dates_the_page_and_joins_no_headline(tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    file.write_text(
        "17:42, 12 маусым 2031 | GMT +6\nКербен порты келесі көктемде ашылады\n"
        + "\n".join(PAGE["kk"]),
        "utf-8",
    )
    article = briefing.read(str(file))[0]
    assert article.title == "Кербен порты келесі көктемде ашылады"
    assert article.date == "2031-06-12"


def test_a_date_before_the_first_words_dates_the_page(tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    file.write_text(f"date 2031-06-12 {PAGE['ru'][0]}\n\n{PAGE['ru'][1]}", "utf-8")
    article = briefing.read(str(file))[0]
    assert article.date == "2031-06-12"
    assert all("date" not in p.text for p in briefing.make([article], points=3).points)


@pytest.mark.parametrize(
    ("code", "above", "title", "story"),
    [
        ("ru", ["Запишитесь на приём", "Новости края"], "Порт Кербена откроют весной",
         "Порт Кербена откроют весной следующего года, сообщило министерство транспорта края."),
        ("kk", ["Суббота, 12 июня"], "Кербен порты көктемде ашылады",
         "Кербен порты келесі көктемде ашылады, деп хабарлады көлік министрлігі бүгін."),
        ("ko", ["코스피", "2,469.07", "코스닥", "689.55", "번역"] + ["• 한국어"] * 8, "케르벤 항구 내년 봄 개항",
         "케르벤 항구가 내년 봄 문을 열고 첫 배를 받는다고 교통부가 12일 밝혔다."),
    ],
)  # fmt: skip
def test_the_headline_stands_below_lines_that_share_no_word_with_the_story(
    code: str, above: list[str], title: str, story: str, tmp_path: Path
) -> None:
    file = tmp_path / "page.txt"
    file.write_text("\n\n".join([*above, title, story, story.replace("12", "13")]), "utf-8")
    assert briefing.read(str(file))[0].title == title


DEAL = (
    ("en", "Kerben and Ilmen sign a metals deal\n\nPresident Oleg Darov of Kerben and President Ivan Salin signed a deal on rare metals worth $2.4 billion in Ostrov."),
    ("ru", "Кербен и Ильмень договорились о металлах\n\nПрезидент Кербена Олег Даров и президент Иван Салин подписали в Острове соглашение о редких металлах на 2,4 млрд долларов."),
    ("ru", SCHOOL),
)  # fmt: skip


@pytest.mark.parametrize(("asked", "expected"), [("", "ru"), ("en", "en"), ("ru", "ru")])
def test_a_fact_in_two_languages_is_quoted_in_that_of_the_brief(asked: str, expected: str) -> None:
    given = [article(text, code, f"s{k}") for k, (code, text) in enumerate(DEAL)]
    brief = briefing.make(given, points=6, language=asked)
    deal = next(p for p in brief.points if "2.4" in p.text or "2,4" in p.text)
    assert len(deal.also_in) == 1
    assert ("подписали" in deal.text) == (expected == "ru")
