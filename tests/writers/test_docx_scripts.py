"""The fonts, columns and gaps of East Asian and right-to-left text in a Word file."""
# ruff: noqa: E501 (texts stand in long lines)

from __future__ import annotations

import io
import re
import zipfile

import pytest

import briefing
from briefing.model import Article

TEXTS = {
    "ko": "케르벤 항구\n\n주 정부는 2031년 케르벤 새 항구에 31억 달러를 투자했다고 올렉 다로프 장관이 밝혔다.",
    "ja": "ケルベン港\n\n州政府はケルベンの新しい港に31億ドルを投資したと、ダロフ大臣が水曜日に発表した。",
    "zh": "克尔本港\n\n州政府向克尔本新港投资三十一亿美元，部长达罗夫周三表示港口将于春天开放。",
    "ar": "ميناء كربن\n\nاستثمرت الحكومة في ميناء كربن الجديد ثلاثة مليارات دولار كما قال الوزير داروف.",
    "ru": "Порт Кербена\n\nОбласть вложила в новый порт Кербена 3,1 млрд долларов, сообщил Олег Даров.",
}


def part(language: str, name: str) -> str:
    article = Article("k", "", TEXTS[language], language=language, location="k.txt")
    data = briefing.make([article]).to_docx()
    return zipfile.ZipFile(io.BytesIO(data)).read(name).decode("utf-8")


def defaults(language: str) -> str:
    return part(language, "word/styles.xml").partition("</w:docDefaults>")[0]


@pytest.mark.parametrize(
    ("language", "font"),
    [("ko", "Malgun Gothic"), ("ja", "MS PGothic"), ("zh", "Microsoft YaHei")],
)
def test_east_asian_text_has_a_font_of_its_language(language: str, font: str) -> None:
    fonts = re.search(r"<w:rFonts[^>]*>", defaults(language))
    assert fonts is not None
    assert f'w:eastAsia="{font}"' in fonts[0]
    assert "eastAsiaTheme" not in fonts[0]


def test_arabic_has_a_font_and_its_first_column_at_the_right() -> None:
    assert 'w:cs="Arial"' in defaults("ar")
    sections = re.findall(r"<w:sectPr.*?</w:sectPr>", part("ar", "word/document.xml"))
    assert sections
    assert all("<w:bidi/>" in section for section in sections)


def test_korean_figures_stand_without_a_gap() -> None:
    styles = part("ko", "word/styles.xml")
    normal = next(s for s in re.findall(r"<w:style .*?</w:style>", styles) if 'w:default="1"' in s)
    assert re.findall(r'<w:autoSpaceD[EN] w:val="0"/>', normal) == [
        '<w:autoSpaceDE w:val="0"/>',
        '<w:autoSpaceDN w:val="0"/>',
    ]
    assert "autoSpace" not in part("ja", "word/styles.xml")


def test_a_page_without_such_text_states_none_of_it() -> None:
    assert "eastAsia=" not in re.sub(r"<w:lang[^>]*>", "", defaults("ru"))
    assert "w:cs=" not in defaults("ru")
    assert "w:bidi/" not in part("ru", "word/document.xml")


def test_a_quotation_in_korean_is_enough() -> None:
    articles = [
        Article(code, "", TEXTS[code], language=code, location=f"{code}.txt")
        for code in ("ru", "ko")
    ]
    data = briefing.make(articles, language="ru", fill=True).to_docx()
    styles = zipfile.ZipFile(io.BytesIO(data)).read("word/styles.xml").decode("utf-8")
    assert "Malgun Gothic" in styles
