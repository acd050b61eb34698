"""A sentence in another language inside an article is known as such, and is no point."""
# ruff: noqa: E501 (texts stand in long lines)

from __future__ import annotations

import pytest

import briefing
from briefing.model import Article

OWN = {
    "ru": "Порт Кербена открыли весной, он принимает суда с зерном и металлом, сообщил министр Олег Даров.",
    "kk": "Кербен порты көктемде ашылды, ол астық пен металл тиеген кемелерді қабылдайды, деді министр Олег Дәров.",
    "ko": "케르벤 항구는 봄에 문을 열어 곡물과 금속을 실은 배를 받고 있다고 올렉 다로프 장관이 밝혔다.",
    "en": "The port of Kerben opened in spring and takes ships with grain and metal, Minister Oleg Darov said.",
}
SECOND = {
    "ru": "Железная дорога в Ильмень обошлась области в 12 млрд тенге, её строили шесть лет.",
    "kk": "Ильменге апаратын темір жол облысқа 12 млрд теңгеге түсті, оны алты жыл салды.",
    "ko": "일멘으로 가는 철도는 주 정부에 120억 텡게가 들었으며 공사에 6년이 걸렸다.",
    "en": "The railway to Ilmen cost the region 12 billion tenge, and it took six years to build.",
}
STRANGE = {
    "en": "Is the new port of Kerben the answer to the region's search for cheaper transport by sea?",
    "ru": "Сегодня министр заявил, что новый завод в Кербене откроют весной будущего года.",
    "kk": "Бүгін министр Кербендегі жаңа зауыт келесі жылдың көктемінде ашылады деп мәлімдеді.",
    "ko": "오늘 장관은 케르벤의 새 공장이 내년 봄에 문을 연다고 발표했다고 통신이 전했다.",
}


def article(language: str, *texts: str) -> Article:
    return Article("k", "", "\n\n".join(texts), language=language, location="k.txt")


@pytest.mark.parametrize("own", sorted(OWN))
@pytest.mark.parametrize("other", sorted(STRANGE))
def test_a_sentence_of_another_language_is_known(own: str, other: str) -> None:
    page = article(own, "Kerben 1", OWN[own], STRANGE[other], SECOND[own])
    spoken = [row.language for row in briefing.rank(page)]
    assert spoken == ["", "", "" if own == other else other, ""]
    if own != other:
        points = [point.quote for point in briefing.make([page], points=3).points]
        assert points
        assert STRANGE[other] not in points


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Компании Fortescue Future Industries и Sarmat Lines построят порт Кербена."),
        ("ko", "Sarmat Lines와 Fortescue Future Industries는 케르벤에 항구를 짓는다고 밝혔다."),
        ("ru", "Тоқаев и Қосанов обсудили порт Кербена."),
        (
            "en",
            "The mayor of Алматы met the head of Казахтелеком in Kerben on Monday, the city said.",
        ),
    ],
)
def test_names_in_another_script_make_no_other_language(language: str, text: str) -> None:
    assert [row.language for row in briefing.rank(article(language, OWN[language], text))] == [
        "",
        "",
    ]
