"""Key figures in Russian, Kazakh and Korean: labels that are whole and true, or none."""
# ruff: noqa: E501 (texts stand in long lines)

from __future__ import annotations

from pathlib import Path

import pytest

import briefing
from briefing.model import Article
from briefing.selection.figure_labels.elsewhere import labelled_elsewhere

LABELLED = [
    (
        "ru",
        "Товарооборот Кербена и Оша достиг 43,8 млрд долларов.",
        "43,8 млрд долларов",
        "товарооборот Кербена и Оша",
    ),
    ("ru", "В 2030 году экспорт зерна составил 12,5 млн тонн.", "12,5 млн тонн", "экспорт зерна"),
    (
        "ru",
        "Он сообщил, что добыча нефти в области достигла 25 млн тонн.",
        "25 млн тонн",
        "добыча нефти в области",
    ),
    (
        "ru",
        "Экспорт меди вырос на 14% по сравнению с прошлым годом.",
        "на 14%",
        "вырос экспорт меди",
    ),
    (
        "ru",
        "Компании подписали 20 соглашений на сумму 3,1 млрд долларов.",
        "3,1 млрд долларов",
        "20 соглашений",
    ),
    (
        "ru",
        "В строительство порта вложено 3,1 млрд долларов частных инвестиций.",
        "3,1 млрд долларов",
        "частных инвестиций в строительство порта",
    ),
    ("ru", "Порт принял более 3 млн тонн зерна.", "более 3 млн тонн", "зерна"),
    ("ru", "Завод дал области 900 рабочих мест.", "900", "рабочих мест"),
    ("ru", "Инфляция в стране составила 8,4%.", "8,4%", "инфляция в стране"),
    (
        "kk",
        "Екі ел арасындағы тауар айналымы 4,2 млрд долларға жетті.",
        "4,2 млрд доллар",
        "Екі ел арасындағы тауар айналымы",
    ),
    (
        "kk",
        "Кербен портына 3,1 млрд доллар инвестиция құйылды.",
        "3,1 млрд доллар",
        "Кербен портына инвестиция",
    ),
    ("kk", "Облыста 900 жаңа жұмыс орны ашылды.", "900", "жаңа жұмыс орны"),
    ("kk", "Инфляция деңгейі 8,4 пайызды құрады.", "8,4 пайыз", "инфляция деңгейі"),
    ("ko", "기업들은 31억 달러 규모의 항만 투자를 발표했다.", "31억 달러", "항만 투자"),
    ("ko", "지난해 양국 교역액은 270억 달러를 기록했다.", "270억 달러", "지난해 양국 교역액"),
    (
        "ko",
        "올해 자동차 수출은 53억 5000만 달러로 집계됐다.",
        "53억 5000만 달러",
        "올해 자동차 수출",
    ),
    ("ko", "새 공장은 일자리 900개를 만들었다.", "900개", "일자리"),
]
UNLABELLED = [
    ("ru", "Экспорт зерна может достичь 5 млрд долларов."),
    ("ru", "По данным банка, долг области составил 1 млрд 200 млн тенге."),
    ("ru", "Область планирует построить 120 школ."),
    ("ru", "Товарооборот не достиг 5 млрд долларов."),
    ("ru", "В этом секторе он составил 16,5%."),
    ("ru", "На область приходится 70% инвестиций."),
    ("ru", "Порт открыли 12 июня 2031 года."),
    ("kk", "Биыл 200 мектеп салу жоспарланған."),
    ("kk", "20 000 мектеп оқушысы қатысты."),
    ("kk", "Жалпы құны 753 млрд 300 млн теңге болатын зауыт ашылды."),
    ("ko", "수출이 늘어 100억 달러를 넘을 전망이다."),
    ("ko", "2030년까지 400억~550억 달러 규모의 투자를 받는다."),
    ("ko", "회원 학교 74곳에서 자료를 모았다."),
    ("uz", "Eksport 5 mlrd dollarga yetdi."),
]


@pytest.mark.parametrize(("language", "text", "value", "label"), LABELLED)
def test_a_figure_has_the_words_that_say_what_it_measures(
    language: str, text: str, value: str, label: str
) -> None:
    rows = [(row.value, row.label) for row in labelled_elsewhere(text, language)]
    assert (value, label) in rows


@pytest.mark.parametrize(("language", "text"), UNLABELLED)
def test_a_figure_in_any_other_construction_has_none(language: str, text: str) -> None:
    assert labelled_elsewhere(text, language) == []


def article(language: str, text: str) -> Article:
    return Article("k", "", text, date="2031-06-12", language=language, location="k.txt")


PAGES = {
    "ru": (
        "Порт Кербена\n\nТоварооборот Кербена и Оша достиг 43,8 млрд долларов, сообщил министр Олег Даров.\n\nЭкспорт меди вырос на 14% по сравнению с прошлым годом, порт Кербена принял 40 судов.",
        "Ключевые цифры",
    ),
    "ko": (
        "케르벤 항구\n\n지난해 양국 교역액은 270억 달러를 기록했다고 올렉 다로프 장관이 밝혔다.\n\n기업들은 31억 달러 규모의 항만 투자를 발표했으며 케르벤 항구는 일자리 900개를 만들었다.",
        "주요 수치",
    ),
}


@pytest.mark.parametrize("language", sorted(PAGES))
def test_the_strip_speaks_the_language_of_the_brief_and_is_verified(
    language: str, tmp_path: Path
) -> None:
    text, heading = PAGES[language]
    source = article(language, text)
    brief = briefing.make([source])
    assert len(brief.key_figures) >= 2
    page = brief.to_markdown()
    assert heading in page
    for suffix in ("md", "docx"):
        brief.save(tmp_path / f"brief.{suffix}")
        assert briefing.verify(tmp_path / f"brief.{suffix}", [source]).ok
    figure = brief.key_figures[0].value
    digits = "".join(c for c in figure if c.isdigit())
    wrong = tmp_path / "wrong.md"
    strip = next(line for line in page.splitlines() if heading in line)
    wrong.write_text(page.replace(strip, strip.replace(digits[:2], "77", 1)), "utf-8")
    assert not briefing.verify(wrong, [source]).ok


def test_a_figure_of_two_points_stands_once() -> None:
    text = "Порт Кербена\n\nТоварооборот Кербена и Оша достиг 43,8 млрд долларов, сообщил министр Олег Даров.\n\nВ порту Кербена напомнили, что товарооборот Кербена и Оша достиг 43,8 млрд долларов, а инфляция в стране составила 8,4%."
    labels = [
        figure.label for figure in briefing.make([article("ru", text)], fill=True).key_figures
    ]
    assert len(labels) == len(set(labels))
