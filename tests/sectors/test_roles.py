"""Who pays, speaks or hosts says less than what is done; a figure of speech says nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.model import NONE, Article
from briefing.sectors import SectorTable, load_table
from briefing.segmentation import segment

ROLES = """
energy: The World Bank will lend $300 million for a hydropower plant in the hills.
infrastructure: The Asian Development Bank approved a loan of $120 million to build a ring road.
health: The ministry of finance will pay for new hospitals in four regions.
energy: Investors from Qatar will build a solar plant near the old town.
agriculture: The finance ministry said exports of wheat rose by 12 percent.
education: The Islamic Development Bank will fund schools for 20,000 pupils.
transport: At the summit the presidents agreed to build a railway to the port.
energy: The parties agreed to develop the oil field jointly.
mining: During the visit the two sides signed an agreement on a copper mine.
health: The prime minister said the outbreak of measles had been contained.
telecom: The development bank will lend the operator money for mobile towers and broadband.
agriculture: The EBRD lent 40 million euros to a dairy farm and its milk collection points.
environment: The health minister said the smog over the city came from burning tyres and rubbish.
finance: The development bank will lend less this year, its president said.
diplomacy: The presidents held talks during the state visit and signed a joint statement.
finance: The finance minister presented the budget and promised lower taxes.
""".strip().splitlines()

ROLES_ELSEWHERE = """
ru energy: Всемирный банк выделит кредит на строительство гидроэлектростанции.
ru health: Министерство финансов оплатит лекарства и ремонт больниц.
ru mining: Президенты подписали соглашение о добыче меди на новом руднике.
ru agriculture: ЕБРР прокредитует молочную ферму.
kk energy: Дүниежүзілік банк су электр станциясына несие береді.
kk education: Қаржы министрлігі мектеп оқушыларына ақша бөледі.
kk agriculture: Президент диқандармен кездесіп, егін жинауды көрді.
ko energy: 세계은행이 수력 발전소 건설에 차관을 제공한다.
ko mining: 두 정상은 구리 광산 개발에 합의했다.
ko transport: 아시아개발은행이 철도 노선에 자금을 댄다.
""".strip().splitlines()

FIGURES_OF_SPEECH = """
Her remarks paved the way for a change of mind.
The team came home with a rich harvest of medals.
The decision caused a storm of protest and a flood of complaints.
The two rivals traded insults and a war of words broke out.
He was in the driving seat from the first minute to the last.
The plan is on the back burner and everybody is up in arms.
The speech sowed the seeds of doubt.
She took centre stage and he played second fiddle.
""".strip().splitlines()

FLOOR = 0.95
"""Of the sentences above, each alone in its article; all were right when this was written."""


@pytest.fixture(scope="module")
def table() -> SectorTable:
    return load_table(None)


def sector(table: SectorTable, text: str, language: str = "en") -> str:
    document = segment(Article("x", "", text, language=language))
    return table.classify(table.evidence(document))[0].sector


def test_what_is_done_outweighs_who_pays_speaks_and_hosts(table: SectorTable) -> None:
    pairs = [line.split(": ", 1) for line in ROLES]
    wrong = [(sector(table, text), text) for slug, text in pairs if sector(table, text) != slug]
    assert len(ROLES) - len(wrong) >= FLOOR * len(ROLES), wrong


def test_roles_in_other_languages(table: SectorTable) -> None:
    wrong = []
    for line in ROLES_ELSEWHERE:
        where, text = line.split(": ", 1)
        language, slug = where.split()
        if sector(table, text, language) != slug:
            wrong.append((sector(table, text, language), text))
    assert wrong == []


def test_figures_of_speech_do_not_count(table: SectorTable) -> None:
    wrong = [(sector(table, t), t) for t in FIGURES_OF_SPEECH if sector(table, t) != NONE]
    assert wrong == []


def test_sentence_that_is_plainly_about_something_else_leaves_the_sector_of_its_article() -> None:
    """Of a state visit, in Russian, where no learned words help."""
    text = (
        "Государственный визит президента: итоги переговоров\n\nПрезиденты двух стран провели "
        "переговоры в расширенном составе. Послы и министр иностранных дел приняли участие во "
        "встрече. Стороны подписали совместное заявление о стратегическом партнёрстве. Главе "
        "государства показали стартапы, чат-бот и робота на базе искусственного интеллекта. "
        "Президент встретился с депутатами. Стороны обсудили двусторонние отношения. Стороны "
        "договорились о новом визите. Глава государства поблагодарил за гостеприимство."
    )
    table = load_table(None)
    document = segment(Article("x", "", text, language="ru"))
    sentences = [s.index for s in document.sentences if "чат-бот" in s.text]
    labels = table.classify(table.evidence(document))
    assert [labels[index].sector for index in sentences] == ["technology"]


def test_loan_to_a_mine_leaves_its_article_in_one_section(table: SectorTable) -> None:
    text = (
        "Northern Metals buys half of a nickel mine\n\nNorthern Metals will buy half of the Ulaan "
        "nickel mine for $90 million. The deposit holds 400,000 tonnes of ore. Northern Metals "
        "will lend its partner a further $40 million for a refinery. It promised to hire 300 "
        "people. Mining is to begin in three years."
    )
    document = segment(Article("x", "", text))
    labels = table.classify(table.evidence(document))
    assert {label.sector for label in labels[1:]} == {"mining"}


def test_party_of_ones_own_table(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('[money]\nparty = "harbour fund"\n[ships]\nclear = "tugboat"\n', "utf-8")
    table = load_table(path)
    assert sector(table, "The harbour fund pays for a tugboat.") == "ships"
    assert sector(table, "The harbour fund pays every month.") == "money"


def test_strong_phrase_is_no_party(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('[money]\nstrong = "harbour fund"\n[ships]\nclear = "tugboat"\n', "utf-8")
    assert sector(load_table(path), "Tugboat after tugboat: the harbour fund pays.") == "money"
