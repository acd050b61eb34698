"""What the assembler puts in a brief, in which order, and how it folds reports of one point."""

from __future__ import annotations

from collections.abc import Sequence

import briefing
from briefing.config import Config
from briefing.display.labels import brief_name
from briefing.language.tokens import function_stems, stemmer, tokenise
from briefing.model import Brief, Candidate, Candidates, SourceMeta
from briefing.selection.candidates import bucket, merge
from briefing.selection.compose import compose
from briefing.selection.fit import fit
from briefing.selection.plan import plan

TITLES = {"energy": "Energy", "transport": "Transport", "health": "Health"}
TOPIC = ("aktau", "ferri", "port")


def candidate(
    text: str, article: int, sector: str = "energy", score: float = 0.5, start: int = 0,
    date: str = "2026-01-01", why: tuple[str, ...] = (), topic: tuple[str, ...] = TOPIC,
) -> Candidate:  # fmt: skip
    stem = stemmer("en")
    stems = tuple(sorted({stem(t) for t in tokenise(text)} - function_stems("en")))
    source = SourceMeta(
        f"{article:016x}", f"Story {article}", f"Outlet {article}", date, f"{article}.txt"
    )
    return Candidate(
        source, start, start + len(text), text, text, sector, score, why, (), stems, topic,
        bucket(stems), value=score,
    )  # fmt: skip


def brief_of(*items: Candidate, config: Config | None = None, room: int = 99) -> Brief:
    """The brief on a page that has room for so many points."""
    chosen = config or Config()
    todo = plan(merge(Candidates(tuple(items))))

    def make(indices: Sequence[int]) -> Brief:
        return compose(todo, indices, chosen, TITLES, name=brief_name)

    return fit(todo, chosen, make, lambda brief: len(brief.points) / room)


FERRY = "A ferry between Aktau and Baku will carry 48 rail wagons from September 2027."
FERRY_AGAIN = "From September 2027 a rail ferry with room for 48 wagons will link Aktau and Baku."
STRANDED = "Growers said 2,300 refrigerated containers were stranded at the quays of Aktau port."
STRANDED_MORE = (
    "Exporters said 2,600 refrigerated containers were stranded at the Aktau port quays."
)
SOLAR = "Helvig Energy will build a 300-megawatt solar plant near Turkistan for $210 million."
CLINIC = "The health ministry will open a children’s cancer clinic in Shymkent next spring."
GAS = "Gas prices for households in the region will not rise before the end of winter."


def test_two_reports_of_one_point_become_one_with_both_sources() -> None:
    brief = brief_of(
        candidate(FERRY, 1, "transport", 0.9), candidate(FERRY_AGAIN, 2, "transport", 0.7),
        candidate(SOLAR, 1, score=0.6, start=200),
    )  # fmt: skip
    assert [p.text for p in brief.points] == [FERRY, SOLAR]
    first = brief.bottom_line
    assert first is not None
    assert (first.source, first.also_in, first.conflicts) == (1, (2,), ())
    assert [s.outlet for s in brief.sources] == ["Outlet 1", "Outlet 2"]


def test_a_name_before_a_dash_of_hyphens_is_a_name() -> None:
    odd = "The buyer is Helvig--a maker of turbines--and the seller is Nor-- of Turkistan."
    assert [p.text for p in brief_of(candidate(odd, 1)).points] == [odd]


def test_different_facts_are_not_folded() -> None:
    brief = brief_of(
        candidate(FERRY, 1, "transport"), candidate(STRANDED, 2, "transport"),
        candidate(SOLAR, 2, start=300),
        candidate("Trade between the two countries reached $148 million.", 3, topic=("a",)),
        candidate("Trade between the two countries amounted to $74 million.", 4, topic=("b",)),
    )  # fmt: skip
    assert len(brief.points) == 5


def test_a_disagreement_is_said_with_the_newest_report_quoted() -> None:
    brief = brief_of(
        candidate(STRANDED, 1, "transport", 0.9, date="2026-02-11"),
        candidate(STRANDED_MORE, 2, "transport", 0.5, date="2026-02-12"),
    )
    (point,) = brief.points
    assert point.quote == STRANDED_MORE
    by_value = {c.value: brief.sources[c.source - 1].outlet for c in point.conflicts}
    assert by_value == {"2,600": "Outlet 2", "2,300": "Outlet 1"}


def test_sections_by_weight_points_by_salience_and_other_last() -> None:
    brief = brief_of(
        candidate(FERRY, 1, "transport", 0.95, why=("lead",)),
        candidate(CLINIC, 1, "health", 0.5, start=100),
        candidate(GAS, 1, "energy", 0.4, start=300),
        candidate(SOLAR, 1, "energy", 0.6, start=200),
        candidate("A museum of nomad music opened on the square.", 1, "none", 0.9, start=400),
    )
    assert brief.bottom_line is not None and brief.bottom_line.quote == FERRY
    assert [(s.sector, s.title) for s in brief.sections] == [
        ("energy", "Energy"), ("health", "Health"), ("none", "Other"),
    ]  # fmt: skip
    assert [p.quote for p in brief.sections[0].points] == [SOLAR, GAS]


def test_limits_of_points_words_and_sector_hold() -> None:
    texts = [
        f"{name} will invest {n} million tenge in the {word} works."
        for n, (name, word) in enumerate(
            zip(("Alma", "Berik", "Ceres", "Dala", "Eskin", "Fergo", "Galan"),
                ("turbine", "boiler", "cable", "pump", "valve", "meter", "battery"), strict=True),
            20)
    ]  # fmt: skip
    items = [candidate(t, n, score=0.5 + n / 100, topic=(str(n),)) for n, t in enumerate(texts)]
    assert len(brief_of(*items, config=Config(points=3)).points) == 3
    assert len(brief_of(*items, config=Config(words=20)).points) == 2
    limited = brief_of(*items, config=Config(per_sector=2))
    assert [len(s.points) for s in limited.sections] == [2]
    assert limited.left_out == 7 - 3
    assert len(brief_of(*items, room=4).points) == 4


BERRIES = "A farm near Osh sold its first berries to a shop in Bishkek."


def test_a_page_ends_where_the_next_point_is_not_worth_its_line() -> None:
    items = [
        candidate(GAS, 1, score=0.7), candidate(SOLAR, 2, score=0.6, topic=("b",)),
        candidate(BERRIES, 3, score=0.2, topic=("c",)),
    ]  # fmt: skip
    assert [p.text for p in brief_of(*items).points] == [GAS, SOLAR]
    for asked in (Config(fill=True), Config(points=3)):
        assert [p.text for p in brief_of(*items, config=asked).points] == [GAS, SOLAR, BERRIES]
    assert [p.text for p in brief_of(*items, config=Config(fill=True), room=2).points] == [
        GAS, SOLAR,
    ]  # fmt: skip


def test_a_brief_of_minor_news_has_points_as_well() -> None:
    items = [candidate(SOLAR, 1, score=0.22), candidate(BERRIES, 2, score=0.2, topic=("c",))]
    assert len(brief_of(*items).points) == 2


def test_another_article_comes_before_the_second_point_of_the_first() -> None:
    items = [
        candidate(GAS, 1, score=0.8), candidate(STRANDED, 1, score=0.7, start=200),
        candidate(CLINIC, 2, "health", 0.5, topic=("b",)),
        *(candidate(f"{name} won the vote.", n, score=0.3, topic=(name,))
          for n, name in enumerate("Alma Berik Ceres Dala Eskin Fergo".split(), 3)),
    ]  # fmt: skip
    asked = Config(points=3)
    assert {p.text for p in brief_of(*items, config=asked).points} == {GAS, CLINIC, STRANDED}
    assert {p.text for p in brief_of(*items, config=Config(points=2)).points} == {GAS, CLINIC}


def test_a_sector_has_no_more_points_than_asked() -> None:
    items = [
        candidate(text, n, topic=(str(n),)) for n, text in enumerate((FERRY, SOLAR, GAS, STRANDED))
    ]
    assert len(brief_of(*items).sections[0].points) == 3
    assert len(brief_of(*items, config=Config(per_sector=2)).sections[0].points) == 2


def test_many_articles_on_one_subject_fill_the_page_all_the_same() -> None:
    names = [a + b for a in ("Al", "Ber", "Ces", "Dal", "Esk") for b in ("ma", "ik", "ren", "tov")]
    works = [a + b for a in ("bo", "ca", "du", "fi", "ge") for b in ("lter", "mpen", "rnix", "sk")]
    items = [
        candidate(f"{name} built a {work} near {name}burg.", n, topic=(name,))
        for n, (name, work) in enumerate(zip(names, works, strict=True))
    ]
    assert len(brief_of(*items, room=18).points) == 18


def test_reports_count_as_they_count_in_their_articles() -> None:
    told = [candidate(FERRY, 1, "transport", 0.6), candidate(FERRY_AGAIN, 2, "transport", 0.6)]
    mentioned = [told[0], candidate(FERRY_AGAIN, 2, "transport", 0.05)]
    others = [candidate(SOLAR, 3, score=0.63), candidate(GAS, 4, score=0.1)]
    assert [p.text for p in brief_of(*told, *others).points][:2] == [FERRY, SOLAR]
    assert [p.text for p in brief_of(*mentioned, *others).points][:2] == [SOLAR, FERRY]


def test_no_number_of_background_mentions_outweighs_a_lead() -> None:
    mentions = [candidate(FERRY_AGAIN, n, "transport", 0.1) for n in range(2, 12)]
    lead = candidate(SOLAR, 1, score=0.95)
    brief = brief_of(lead, candidate(FERRY, 20, "transport", 0.8), *mentions)
    assert brief.points[0].text == SOLAR


def test_order_of_the_articles_changes_nothing() -> None:
    items = [
        candidate(FERRY, 1, "transport", 0.9), candidate(FERRY_AGAIN, 2, "transport", 0.9),
        candidate(SOLAR, 1, score=0.6, start=200), candidate(CLINIC, 3, "health", 0.6),
    ]  # fmt: skip
    assert brief_of(*items) == brief_of(*reversed(items))


def test_no_item_of_a_list_that_is_one_sentence_is_a_point() -> None:
    text = (
        "Three priorities for the growers of Shymkent\n\nThe ministry will pay for three things:\n"
        "- repairing 1,450 km of irrigation canals in the south of the region;\n"
        "- subsidies for sorghum and other crops that need less water;\n"
        "- a satellite-based warning system, which is to go live in March.\n\n"
        "The ministry said on Monday that the growers of Shymkent lost a third of their cotton."
    )
    found = briefing.make([briefing.article(text)])
    assert [p.text for p in found.points] == [text.splitlines()[-1]]


LETTER = (
    "Orsk ferries need a second pier\n\n"
    "Sir, I have crossed the Marn by ferry for forty years, and I think that we have never waited "
    "as long as this summer.\n\n"
    "The council of Orsk closed the north pier in May after a storm broke two of its piles. Osh "
    "Ferries carried 310,000 passengers in June, 40,000 more than a year ago, and its ships now "
    "leave from the south pier alone. We urge the council to rebuild the north pier before winter "
    "at a cost of $4 million. “We will pay a third of it,” Lena Cho, who heads Osh Ferries, told "
    "the council in July. The council of Marn, on the other bank, built its second pier for $3.1 "
    "million in 2019. My own firm lost 12 days of trade in June, and we cannot wait for long."
)


def test_a_letter_is_briefed_by_what_it_reports_and_not_by_what_its_author_thinks() -> None:
    points = [point.text for point in briefing.make([briefing.article(LETTER)]).points]
    assert any(text.startswith("Osh Ferries carried") for text in points)
    assert not any(text.startswith(("Sir, I", "We urge", "My own")) for text in points)


def test_a_letter_that_reports_nothing_is_briefed_by_what_its_author_thinks() -> None:
    text = "\n\n".join(p for p in LETTER.split("\n\n")[:2])
    assert [p.text[:6] for p in briefing.make([briefing.article(text)]).points] == ["Sir, I"]
