"""Dates as articles in other languages write them."""
# ruff: noqa: E501 (forms stand in long lines)

from __future__ import annotations

from pathlib import Path

import pytest

import briefing

FORMS = {
    "ru": """12 июня 2031|12 июня 2031 года|12 июня 2031 г.|12 июня 2031, 14:05|12 июня 2031 г., 14:05
        14:05, 12 июня 2031|14:05 12.06.2031|12.06.2031|12.06.2031 14:05|12.06.31|12/06/2031|12-06-2031
        2031-06-12|2031.06.12|среда, 12 июня 2031|Опубликовано: 12 июня 2031, 14:05|Обновлено 12.06.2031
        Дата публикации: 12.06.2031 14:05|12 июн. 2031|12 ИЮНЯ 2031|12 июня, 2031|2031 г. 12 июня
        Кербен, 12 июня 2031|12.06.2031, 14:05 (GMT+5)|Олег Даров, 12 июня 2031|«12» июня 2031 г.""",
    "kk": """12 маусым 2031|2031 жылғы 12 маусым|2031 жылдың 12 маусымы|2031 ж. 12 маусым|12 маусым, 2031
        10:50, 12 Маусым 2031 · GMT +5|12 МАУСЫМ 2031|12.06.2031|12.06.2031 14:05|2031-06-12|12.06.31
        Сәрсенбі, 12 маусым 2031|Жарияланды: 12 маусым 2031|Жаңартылды: 12 маусым 2031 14:05|12 мау. 2031 ж.
        2031 жылғы маусымның 12-сі|12-маусым, 2031 жыл|12 maýsym 2031|12 mausym 2031|Кербен, 12 маусым 2031""",
    "ko": """2031년 6월 12일|2031년6월12일|2031. 6. 12.|2031.06.12|2031.06.12 22:38|2031-06-12 22:38:10
        2031.06.12. 오후 10:38|2031년 6월 12일 오후 10시 38분|2031년 6월 12일(수)|2031. 06. 12(수)|31.06.12
        승인 2031.06.12 22:38|입력 : 2031-06-12 22:38|기사입력 2031.06.12. 오전 10:00 최종수정 2031.06.13. 오후 3:20
        등록 2031/06/12 22:38:10|송고시간 2031-06-12 22:38|다로프 기자 2031.06.12 22:38|20310612""",
    "de": "12. Juni 2031|Mittwoch, 12. Juni 2031, 14:05 Uhr|12.06.2031",
    "fr": "12 juin 2031|Publié le 12 juin 2031 à 14h05",
    "es": "12 de junio de 2031|Publicado el 12/06/2031",
    "tr": "12 Haziran 2031|12 Haziran 2031 Çarşamba",
    "uz": "2031-yil 12-iyun|12-iyun, 2031",
    "zh": "2031年6月12日|二〇三一年六月十二日",
    "ja": "2031年6月12日(木)|令和13年6月12日",
    "ar": "١٢ يونيو ٢٠٣١|12 حزيران/يونيو 2031",
    "uk": "12 червня 2031",
    "mn": "2031 оны 06 дугаар сарын 12",
    "ky": "2031-жылдын 12-июну",
    "tg": "12 июни 2031",
    "az": "12 iyun 2031",
}
STORIES = {
    "ko": "케르벤 항구가 내년 봄에 문을 열어 곡물을 실은 배를 받을 예정이라고 교통부가 밝혔다.",
    "zh": "运输部表示，克尔本港口将于明年春天开放，接收装载粮食的船只，居民对此表示欢迎。",
    "ja": "運輸省は、ケルベン港が来春に開港し、穀物を積んだ船を受け入れると発表した。住民は歓迎している。",
}
OTHER = "Порт Кербена начнёт принимать суда весной будущего года, сообщило министерство транспорта."


@pytest.mark.parametrize(
    ("language", "form"),
    [
        (language, form.strip())
        for language, forms in FORMS.items()
        for form in forms.replace("\n", "|").split("|")
    ],
)
def test_the_date_in_a_line_of_its_own_dates_the_article(
    tmp_path: Path, language: str, form: str
) -> None:
    file = tmp_path / "article.txt"
    story = STORIES.get(language, OTHER)
    file.write_text(f"Kerben 1\n\n{form}\n\n{story}\n\n{story}", "utf-8")
    assert briefing.read(str(file), language=language)[0].date == "2031-06-12"


@pytest.mark.parametrize(
    ("opening", "agency"),
    [
        ("КЕРБЕН, 12 июня. /ТАСС/. ", "ТАСС"),
        ("КЕРБЕН, 12 июн — РИА Новости. ", "РИА Новости"),
        ("Кербен. 12 июня. ИНТЕРФАКС - ", ""),
    ],
)
def test_a_dateline_dates_the_article_in_the_year_of_its_file(
    tmp_path: Path, opening: str, agency: str
) -> None:
    file = tmp_path / "2031_kerben.txt"
    file.write_text(f"Порт открывают\n\n{opening}{OTHER}\n\n{OTHER}", "utf-8")
    article = briefing.read(str(file))[0]
    assert article.date == "2031-06-12"
    assert article.outlet == agency or not agency


def test_the_title_stands_below_date_and_rubric(tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    lines = [
        "Область",
        "10:50, 12 июня 2031 | GMT +5",
        "Порт Кербена откроется весной",
        OTHER,
        OTHER,
    ]
    file.write_text("\n\n".join(lines), "utf-8")
    article = briefing.read(str(file))[0]
    assert article.title == "Порт Кербена откроется весной"
    assert article.date == "2031-06-12"


def test_the_menu_of_a_korean_page_is_not_its_title(tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    lines = [
        "메뉴 건너뛰기",
        "케르벤 항구, 내년 봄 문 연다",
        "승인 2031.06.12 22:38",
        STORIES["ko"],
    ]
    file.write_text("\n\n".join(lines), "utf-8")
    assert briefing.read(str(file))[0].title == "케르벤 항구, 내년 봄 문 연다"


def test_a_sentence_with_a_date_in_it_dates_nothing(tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    past = "Порт заложили 12 июня 1951 года по решению областного совета, говорится в справке."
    file.write_text(f"Порт Кербена\n\n{past}\n\n{OTHER}", "utf-8")
    assert briefing.read(str(file))[0].date == ""
