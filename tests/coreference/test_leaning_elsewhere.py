"""Which sentences of other languages stand alone, and what they may do without."""

from __future__ import annotations

from pathlib import Path

import pytest

import briefing
from briefing.coreference import resolve
from briefing.model import Article
from briefing.segmentation import segment

LEANING = [
    ("ru", "Он пообещал открыть порт весной."),
    ("ru", "Это решение обрадовало рыбаков."),
    ("ru", "По его словам, работы идут по плану."),
    ("ru", "В связи с этим работы остановили."),
    ("ru", "«Порт откроют весной», — сказал он на совещании."),
    ("ru", "По словам рыбаков, он обещал открыть порт."),
    ("ru", "Выступая в Кербене, он пообещал открыть порт весной."),
    ("ru", "В начале совещания он пообещал открыть порт весной."),
    ("ru", "Глава региона рассказал о новом порте."),
    ("ru", "В ходе встречи обсудили новый порт."),
    ("ru", "Глава порта Олег Даров рассказал об этом журналистам."),
    ("ru", "Сообщалось также, что порт откроют весной."),
    ("ru", "написал глава порта Олег Даров в своём канале."),
    ("ko", "항구를 다시 열고 배 열두 척을 받은 지난해 4분기."),
    ("kk", "Министрдің айтуынша, порт көктемде ашылады."),
    ("kk", "Айта кетейік, аталған порт көктемде ашылады."),
    ("ko", "다로프 장관은 이날 오후 케르벤 항구에서 이같이 말했다."),
    ("ko", "봄에 항구를 열겠다는 입장을 재차 강조했다."),
    ("ko", "아울러 “항구를 적극 지원하겠다”고 약속했다."),
    ("kk", "Ол портты көктемде ашуға уәде берді."),
    ("kk", "Осыған байланысты жұмыс тоқтатылды."),
    ("kk", "Сондықтан порт жабылды."),
    ("ko", "그는 봄에 항구를 열겠다고 약속했다."),
    ("ko", "이에 따라 공사가 중단됐다."),
    ("ko", "이 사업은 3년 걸렸다."),
    ("ko", "그러나 배는 오지 않았다."),
    ("uz", "U portni bahorda ochishga va’da berdi."),
    ("tr", "Limanın baharda açılacağını söyledi."),
    ("tr", "Ne de olsa liman baharda açılacak."),
    ("ar", "وقال إن الميناء سيفتح في الربيع."),
    ("ar", "ومع ذلك، سيفتح الميناء في الربيع."),
    ("uk", "Він пообіцяв відкрити порт навесні."),
    ("de", "Sie versprach, den Hafen im Frühjahr zu öffnen."),
    ("fr", "Elle a promis d’ouvrir le port au printemps."),
    ("es", "Prometió abrir el puerto en primavera."),
    ("ja", "彼は春に港を開くと約束した。"),
    ("zh", "他承诺春天开放港口。"),
]
ALONE = [
    ("ru", "Министр Олег Даров пообещал открыть порт весной."),
    ("ru", "Этим летом порт примет сто судов.".replace("Этим летом", "Летом")),
    ("ru", "Рыбаки говорят, что они ждут порта с весны."),
    ("ru", "В ходе встречи с министром Олегом Даровым рыбаки попросили углубить порт."),
    ("ru", "Глава региона Олег Даров рассказал о новом порте."),
    ("ko", "다로프 장관은 봄에 항구를 열겠다는 입장을 재차 강조했다."),
    ("kk", "Министр Олег Дәров портты көктемде ашады."),
    ("ko", "이 대통령은 항구를 방문했다."),
    ("ko", "케르벤 항구는 봄에 문을 연다."),
    ("de", "Es gibt Streit um den Hafen von Kerben."),
    ("fr", "Il y a trois ports dans la région de Kerben."),
    ("es", "El ministro prometió abrir el puerto de Kerben."),
    ("zh", "克尔本港口春天开放。"),
]


def shown(text: str, language: str) -> list[str]:
    document = segment(Article("1", "", text, language=language))
    return [resolution.wording for resolution in resolve(document)]


@pytest.mark.parametrize(("language", "sentence"), LEANING)
def test_a_sentence_that_leans_is_not_shown_alone(language: str, sentence: str) -> None:
    assert shown(sentence, language) == [""]


@pytest.mark.parametrize(("language", "sentence"), ALONE)
def test_a_sentence_that_names_its_subject_is_shown(language: str, sentence: str) -> None:
    assert shown(sentence, language) == [sentence]


@pytest.mark.parametrize(
    ("language", "sentence", "rest"),
    [
        ("ru", "Кроме того, порт Кербена углубят.", "Порт Кербена углубят."),
        ("kk", "Сонымен қатар, Кербен порты тереңдетіледі.", "Кербен порты тереңдетіледі."),
        ("ko", "한편 케르벤 항구는 준설된다.", "케르벤 항구는 준설된다."),
    ],
)
def test_a_connective_is_left_out_and_the_rest_verified(
    tmp_path: Path, language: str, sentence: str, rest: str
) -> None:
    assert shown(sentence, language) == [rest]
    source = tmp_path / "source.txt"
    story = "Порт открыли." if language == "ru" else "Порт ашылды."
    source.write_text(f"Kerben\n\n{story} {sentence}", "utf-8")
    brief = tmp_path / "brief.md"
    brief.write_text(f"# Kerben\n\n## Port\n\n- {rest}[^1]\n\n[^1]: source.txt\n", "utf-8")
    report = briefing.verify(str(brief), str(source), language=language)
    assert all(check.ok for check in report.checks), report


@pytest.mark.parametrize(
    ("language", "opening", "rest"),
    [
        ("ru", "КЕРБЕН, 12 июня. /ТАСС/. ", "Порт Кербена откроется весной."),
        ("kk", "КЕРБЕН. KAZINFORM – ", "Кербен порты көктемде ашылады."),
        ("ko", "(케르벤=연합뉴스) 다로프 기자 = ", "케르벤 항구는 봄에 문을 연다."),
    ],
)
def test_an_opening_is_left_out(language: str, opening: str, rest: str) -> None:
    assert shown(opening + rest, language) == [rest]


SPEECH = {
    "ru": "— Порт открыли. Кораблей ждут много. Весной углубим дно, — сказал {}.",
    "kk": "- Портты аштық. Кеме көп келеді. Көктемде түбін тереңдетеміз, - деді {}.",
}


@pytest.mark.parametrize(("language", "name"), [("ru", "Олег Даров"), ("kk", "Олег Дәров")])
def test_of_direct_speech_only_the_sentence_with_its_speaker_stands_alone(
    language: str, name: str
) -> None:
    text = SPEECH[language].format(name)
    last = shown(text, language)
    assert last[:2] == ["", ""]
    assert last[2].endswith(f"{name}.")
    assert (
        shown(SPEECH[language].format("он" if language == "ru" else "министр"), language)
        == [""] * 3
    )


def test_a_list_after_hyphens_is_no_speech() -> None:
    assert all(shown("- Порт Кербена открыли весной.\n\n- Дно порта Кербена углубили.", "ru"))


def test_a_question_that_the_next_sentence_answers_is_not_shown() -> None:
    text = "Порт Кербена открыли весной.\n\nСколько судов примет порт Кербена?\n\nИх будет сто."
    assert shown(text, "ru")[1] == ""


def test_a_quotation_of_several_sentences_leans_by_who_is_said_to_speak() -> None:
    text = "«Порт открыли. Судов ждут много», — сказал {} в Кербене."
    assert shown(text.format("Олег Даров"), "ru")[0]
    assert not shown(text.format("он"), "ru")[0]
