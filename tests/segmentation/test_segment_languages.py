"""Articles in other languages: what is the story, and where its sentences end.

The texts are invented; each tells of the port of Kerben and the like.
"""
# ruff: noqa: E501 (paragraphs of articles are one line each)

from __future__ import annotations

import pytest
from pace import pace, processor_seconds

from briefing.model import Article, Kind
from briefing.segmentation import segment


def kinds(text: str, language: str) -> list[tuple[str, str]]:
    article = Article("1", text.split("\n\n", maxsplit=1)[0], text, language=language)
    return [(s.kind.value, s.text[s.body - s.start :]) for s in segment(article).sentences]


def content(text: str, language: str) -> list[str]:
    return [text for kind, text in kinds(text, language) if kind == "content"]


def sentences(text: str, language: str) -> list[str]:
    article = Article("1", "", text, language=language)
    return [s.text for s in segment(article).sentences]


RU = """Порт Кербена откроется весной

Фото: пресс-служба порта

Порт Кербена начнёт принимать суда весной будущего года, сообщило министерство транспорта области.

Строительство завершено.

Работы шли три года без перерыва.

«Мы готовы к открытию и ждём первые корабли с зерном», — рассказал начальник порта Олег Даров. Он назвал проект «главным в крае»."""


def test_a_picture_credit_costs_a_russian_article_none_of_its_sentences() -> None:
    found = kinds(RU, "ru")
    assert [text for kind, text in found if kind == "caption"] == ["Фото: пресс-служба порта"]
    assert content(RU, "ru")[1:3] == [
        "Строительство завершено.", "Работы шли три года без перерыва.",
    ]  # fmt: skip
    assert len(content(RU, "ru")) == 5


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("ru", "Министр назвал новый порт «воротами края»."),
        ("kk", "Министр жаңа портты «өлкенің қақпасы» деп атады, ал тұрғындар оны «біздің порт»."),
        ("uk", "Міністр назвав новий порт «воротами краю»."),
        ("fr", "« Le port sera ouvert au printemps, et nous en sommes fiers. »"),
    ],
)
def test_a_sentence_that_closes_a_quotation_is_no_link(language: str, sentence: str) -> None:
    text = f"{sentence} {sentence.replace('порт', 'мост').replace('port', 'pont')}"
    assert len(content(f"Заголовок\n\n{text}", language)) == 2


def test_a_link_to_more_news_is_boilerplate_in_any_language() -> None:
    more = {"ru": "Все новости »", "fr": "Toute l’actualité »", "xx": "Lisää uutisia »"}
    for language, line in more.items():
        assert content(f"Порт\n\n{line}", language) == []


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("ko", "승인 2031.06.11 22:38"), ("ko", "입력 2031-06-11 09:10 수정 2031-06-11 10:00"),
        ("ko", "댓글 0"), ("ko", "6. 11."), ("ko", "23:14"), ("ko", "메뉴 건너뛰기"),
        ("ko", "관련기사"), ("ko", "저작권자 ⓒ 케르벤일보 무단전재 및 재배포 금지"),
        ("ko", "다른 항구 소식 케르벤 부두 내달 착공 예정 주민 설명회 개최"),
        ("ru", "Подробнее о новом порте готов рассказать наш корреспондент Олег Даров."),
        ("ru", "Мы дорожим каждым читателем, поэтому просим вас соблюдать правила."),
        ("ru", "Если хотите дополнить новость, пишите нам."),
        ("kk", "Кербен, 12 маусым 2031 жыл."),
        ("kk", "Облыстағы ірі жобалар жөнінде әкім Дәуір Дәров айтып берді."),
        ("ko", "다로프 장관이 부두에서 배를 바라보며 손을 들고 있다. /이다온 기자 daon@example.com"),
        ("ko", "짧은 뉴스 AI 요약 기술은 핵심만 전달합니다."), ("ko", "메인메뉴 바로가기"),
        ("ko", "지난 3일 케르벤 다로프 항구에 직원들이 드나들고 있다."),
        ("ru", "Опубликовано: 12.06.2031 14:05"), ("ru", "Читайте также: Мост закрыт"),
        ("ru", "Подписывайтесь на наш Telegram-канал"), ("ru", "14:05, 12 июня 2031"),
        ("ru", "При использовании материалов ссылка на сайт обязательна."),
        ("kk", "Жарияланды: 02 желтоқсан 2031"), ("kk", "Тағы оқыңыз: Көпір жабылды"),
        ("kk", "Telegram-арнамызға жазылыңыз!"),
    ],
)  # fmt: skip
def test_stamps_and_furniture_are_no_content(language: str, line: str) -> None:
    stories = {
        "ko": "케르벤 항구가 내년 봄에 문을 열어 곡물을 실은 배를 받을 예정이라고 교통부가 밝혔다.",
        "ru": "Порт Кербена начнёт принимать суда весной будущего года, сообщило министерство.",
        "kk": "Кербен порты келер жылдың көктемінде кемелерді қабылдай бастайды деп хабарлады.",
    }
    text = f"Кербен 케르벤\n\n{line}\n\n{stories[language]}\n\n{stories[language]}\n\n{line}"
    assert line not in content(text, language)
    assert stories[language] in content(text, language)


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("ko", "다로프 소장이 부두를 둘러보고 있다. (사진=케르벤시청)"),
        ("ko", "케르벤 항구 전경. /사진=케르벤일보"), ("ko", "[사진=케르벤시 제공]"),
        ("ru", "Вид на порт. Фото: Кербен-пресс"), ("kk", "Сурет: Кербен баспасөз қызметі"),
        ("zh", "图为克尔本港口。（李明 摄）"), ("ja", "写真：ケルベン新聞"),
    ],
)  # fmt: skip
def test_captions_are_known_by_their_credit(language: str, line: str) -> None:
    found = kinds(f"제목\n\n{line}", language)
    assert {kind for kind, _ in found[1:]} == {"caption"}


ENDS = [
    ("de", ["Das sind z. B. drei Kräne.", "Prof. Dr. h. c. A. Weber leitet das Projekt."]),
    ("ru", ["Стоимость – 2,5 млрд. руб.", "Работы начнутся в мае."]),
    ("uk", ["Це коштує 12 млн грн.", "Роботи почнуться у травні."]),
    ("ru", ["Товары на 2 млрд долл. США ввезли в 1953 г.", "В 1990 г. ввоз вырос."]),
    ("ru", ["Его встретил А. Б. Даров на ул. Портовой.", "Оттуда он уехал."]),
    ("ru", ["Площадь — 12 тыс. кв. м.", "Это рекорд."]),
    ("ru", ["По ст. 5 гл. 3 закона порт свободен.", "Так решили в янв. 2031 года."]),
    ("kk", ["Жоба құны 2 млрд. АҚШ доллары.", "Оны Қ.К. Дәров бастады."]),
    ("kk", ["Порт 1953 ж. салынды.", "Ол қазір жабық."]),
    ("uz", ["Sh. Darov 2031-y. 5-martda keldi.", "U portni ochdi."]),
    ("uz", ["Loyiha 3 mlrd. AQSH dollari turadi.", "Bu katta pul."]),
    ("ko", ["항구가 문을 열었다.", "그는 기뻐했다."]),
    ("ko", ["“문을 연다.” 라고 소장이 말했다.", "배가 왔다."]),
    ("ko", ["“문을 연다.” 다로프 소장은 말했다.", "배가 왔다."]),
    ("ko", ["“문을 연다.”", "다로프 소장은 부두로 나가 배를 맞았다."]),
    ("ru", ["Об этом пишет газета Washington, D.C.", "В пятницу порт открыли."]),
    ("ja", ["「港は開く。」と所長は述べた。", "船が来た。"]),
    ("zh", ["“港口开了。”他说。", "船来了。"]),
    ("zh", ["港口开了?", "船来了。"]),
    ("zh", ["船来了。", "他说:“港口开了。“"]),
    ("zh", ["船来了。", "他说“港口开了。”。"]),
    ("ar", ["هل فتح الميناء؟", "نعم فتح اليوم."]),
    ("de", ["Er zahlte 3 Mio. Euro am 3. Mai.", "Das war viel."]),
]


@pytest.mark.parametrize(("language", "parts"), ENDS)
def test_sentences_end_where_a_reader_of_the_language_ends_them(
    language: str, parts: list[str]
) -> None:
    joint = "" if language in ("zh", "ja") else " "
    assert sentences(joint.join(parts), language) == parts


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("ko", "항만공사 KPA는 올해 안에 새 부두를 열고 배 열두 척을 받을 것이라고 밝혔다."),
        ("zh", "KPA 表示 新 码头 将 在 今年 开放 并 接收 十二 艘 船只。"),
        ("ar", "قالت شركة KPA إن الرصيف الجديد سيفتح هذا العام ويستقبل اثنتي عشرة سفينة كبيرة."),
    ],
)
def test_a_name_in_latin_capitals_makes_no_shout_of_a_sentence_without_capitals(
    language: str, sentence: str
) -> None:
    first = {"ko": "항구는 봄에 문을 열었고 배가 들어왔다.", "zh": "港口在春天开放，船只随后进港。",
             "ar": "فتح الميناء أبوابه في الربيع ودخلت السفن."}[language]  # fmt: skip
    assert content(f"K\n\n{first}\n\n{sentence}\n\n{first}", language)[1] == sentence


def test_a_chinese_line_of_several_clauses_is_a_sentence_without_its_full_stop() -> None:
    line = "港口管理局周五表示，新码头将于明年春天开放，届时每年可以接收十二艘大型货船和一百艘小船"
    first = "港口在春天开放，船只随后陆续进港，工程历时三年，耗资两亿。"
    assert content(f"港口\n\n{first}\n\n{line}\n\n{first[::-1]}。", "zh")[1] == line
    assert line[:12] not in content(f"港口\n\n{first}\n\n{line[:12]}\n\n{first}", "zh")


@pytest.mark.parametrize(
    ("language", "text", "first"),
    [
        ("ru", "АСТАНА, 12 июня. Порт открыли.", "Порт открыли."),
        ("ru", "Астана, 12 июня 2031 г. Порт открыли.", "Порт открыли."),
        ("uk", "КИЇВ, 12 червня. Порт відкрили.", "Порт відкрили."),
        ("kk", "АСТАНА, 12 маусым. Порт ашылды.", "Порт ашылды."),
    ],
)
def test_a_place_and_a_date_are_no_sentence_of_their_own(
    language: str, text: str, first: str
) -> None:
    assert content(f"P\n\n{text}", language) == [first]


def test_a_korean_sentence_ends_without_a_blank_after_it() -> None:
    text = "항구가 문을 열었다.그는 기뻐했다.배가 왔다."
    assert sentences(text, "ko") == ["항구가 문을 열었다.", "그는 기뻐했다.", "배가 왔다."]


def test_a_korean_quotation_keeps_what_says_it() -> None:
    text = "소장은 “문을 연다.”고 말했다."
    assert sentences(text, "ko") == [text]


def test_a_japanese_quotation_is_not_cut_at_the_marks_in_it() -> None:
    text = "所長は「港は開く。船も来る。」と述べた。"
    assert sentences(text, "ja") == [text]


def test_japanese_and_chinese_words_are_pairs_of_characters() -> None:
    found = segment(Article("1", "", "港口将于春季开放。", language="zh")).sentences
    assert found[0].tokens[:3] == ("港口", "口将", "将于")
    assert found[0].kind is Kind.CONTENT


BROADCAST = """케르벤 항구, 내년 봄 문 연다

[앵커]

케르벤 항구가 내년 봄에 문을 열어 곡물을 실은 배를 받을 예정이라고 교통부가 밝혔습니다.

취재기자 연결해 자세한 소식 알아보겠습니다.

[리포트]

교통부는 부두 다섯 곳을 새로 짓고 철도를 항구까지 잇는 공사를 끝냈다고 설명했습니다.

지금까지 케르벤에서 KBN 뉴스 이다온입니다.

촬영기자:다로프/영상편집:살린

■ 제보하기

▷ 전화 : 02-000-0000"""


def test_a_broadcast_has_its_news_as_content_and_nothing_else() -> None:
    assert content(BROADCAST, "ko") == [
        "케르벤 항구가 내년 봄에 문을 열어 곡물을 실은 배를 받을 예정이라고 교통부가 밝혔습니다.",
        "교통부는 부두 다섯 곳을 새로 짓고 철도를 항구까지 잇는 공사를 끝냈다고 설명했습니다.",
    ]


def test_a_caption_with_its_credit_behind_it_is_one_caption() -> None:
    line = "다로프 장관이 케르벤 항구 개항식에서 인사말을 하고 있다. [공동취재단]"
    assert content(f"케르벤 항구\n\n{line}", "ko") == []


def test_lists_of_other_news_below_a_kazakh_story_are_no_content() -> None:
    story = (
        "Кербен порты келер жылдың көктемінде кемелерді қабылдай бастайды деп хабарлады министр."
    )
    foot = ["Айя Мүтәлі", "Автор", "Сондай-ақ оқыңыз", "Барлығы", "Көпірдің жартысы тозып тұр"]
    other = "Облыс жаңа айлаққа алпыс миллиард теңге бөліп, оған дейін теміржол салып жатыр."
    text = "\n\n".join(["Порт ашылады", story, other, *foot])
    assert len(content(text, "kk")) == 2


@pytest.mark.parametrize(("language", "unit"), [("ru", "слово"), ("ko", "가"), ("ko", "다.")])
def test_a_word_without_end_takes_no_time_in_other_languages(language: str, unit: str) -> None:
    text = f"t\n\n{unit * (40_000 // len(unit))}"
    assert processor_seconds(lambda: kinds(text, language)) < 60 * pace()  # it was 200 and more
