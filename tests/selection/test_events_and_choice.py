# ruff: noqa: E501 (paragraphs of articles are one line each)
"""Which articles tell of one event, what the bottom line is, and that the newest state wins."""

from __future__ import annotations

import random
from dataclasses import replace

from briefing.language.tokens import function_stems, stemmer, tokenise
from briefing.model import Candidate, Candidates, SourceMeta
from briefing.selection.candidates import bucket, merge
from briefing.selection.events import events
from briefing.selection.plan import Plan, plan


def candidate(
    text: str,
    article: int,
    *,
    value: float = 0.5,
    main: float = 0.1,
    date: str = "",
    start: int = 0,
) -> Candidate:
    stem = stemmer("en")
    stems = tuple(sorted({stem(t) for t in tokenise(text)} - function_stems("en")))
    source = SourceMeta(f"{article:016x}", f"Story {article}", f"Outlet {article}", date, "a.txt")
    return Candidate(
        source, start, start + len(text), text, text, "none", value, (), (), stems, (),
        bucket(stems), value=value, main=main,
    )  # fmt: skip


def planned(*items: Candidate) -> Plan:
    return plan(merge(Candidates(items)))


SANK = "A ferry sank off Masbate on Tuesday evening and at least 12 people drowned, the coast guard said."
DIVERS = "Divers recovered 46 bodies from the sunken ferry off Masbate on Wednesday, the coast guard said."
OWNER = (
    "The owner of the sunken ferry, Visayan Star, let it sail from Masbate in spite of the storm."
)
TAX = (
    "Czech banks will pay a tax of 30 percent on their profits under an agreement of three parties."
)
DAIRY = "A dairy in the Ilmen valley opened a second hall for cheese on Monday."
QUOTED = "“We have never seen such waves off Masbate,” the captain of a passing ferry said."


def test_articles_that_share_rare_words_tell_of_one_event_in_any_order() -> None:
    items = [candidate(text, n) for n, text in enumerate((SANK, DIVERS, OWNER, TAX, DAIRY))]
    for seed in range(5):
        random.Random(seed).shuffle(items)
        found = events(merge(Candidates(tuple(items))).items)
        home = {int(article, 16): event for article, event in found.items()}
        assert home[0] == home[1] == home[2]
        assert len({home[0], home[3], home[4]}) == 3


def test_the_bottom_line_tells_the_main_event_and_not_the_best_sentence() -> None:
    tax, sank = candidate(TAX, 1, value=0.7), candidate(SANK, 2, value=0.6)
    assert planned(tax, sank).topics[0].quoted.text == TAX
    main = replace(sank, main=0.5)
    assert planned(tax, main).topics[0].quoted.text == SANK


def test_an_event_that_several_articles_tell_is_the_likelier_main_one() -> None:
    tax = candidate(TAX, 1, value=0.6, main=0.3)
    alone = candidate(SANK, 2, value=0.5, main=0.3)
    more = [candidate(DIVERS, 3, value=0.5, main=0.3), candidate(OWNER, 4, value=0.4, main=0.3)]
    assert planned(tax, alone).topics[0].quoted.text == TAX
    assert "ferry" in planned(tax, alone, *more).topics[0].quoted.text


def test_no_quotation_is_the_bottom_line() -> None:
    quoted, dairy = candidate(QUOTED, 1, value=0.8, main=0.8), candidate(DAIRY, 2, value=0.3)
    assert planned(quoted, dairy).topics[0].quoted.text == DAIRY


def test_the_older_report_of_an_event_yields_to_the_newer_and_to_other_news() -> None:
    old = candidate(SANK, 1, value=0.6, date="2025-11-11")
    new = candidate(DIVERS, 2, value=0.58, date="2025-11-12")
    other = candidate(DAIRY, 3, value=0.4, date="2025-11-12")
    order = [topic.quoted.text for topic in planned(new, old, other).topics]
    if DIVERS in order and SANK in order:
        assert order.index(SANK) > order.index(DAIRY)
    undated = [replace(c, source=replace(c.source, date="")) for c in (new, old, other)]
    gains = {t.quoted.text: t.gain for t in planned(*undated).topics}
    dated = {t.quoted.text: t.gain for t in planned(new, old, other).topics}
    assert dated.get(SANK, 0.0) < gains[SANK]


def test_the_old_report_is_not_the_bottom_line_where_a_newer_one_tells_of_the_same() -> None:
    old = candidate(SANK, 1, value=0.6, main=0.6, date="2025-11-11")
    new = candidate(DIVERS, 2, value=0.58, main=0.5, date="2025-11-12")
    other = candidate(DAIRY, 3, value=0.4, date="2025-11-12")
    assert planned(old, new, other).topics[0].quoted.text == DIVERS


PLACES = "Ellery Marn Tolne Ostwick Brill Carse Dunmore Farrow Gant Hexby Iver Jarrow".split()
WORKS = (
    "railway bridge", "lithium mine", "wind farm", "eye hospital", "container port", "fibre cable",
    "steel mill", "water plant", "airport hall", "solar roof", "cheese dairy", "paper factory",
)  # fmt: skip


def works(first: int, last: int, outlet: str, value: float) -> list[Candidate]:
    """News of as many different works as there are numbers, all by one outlet."""
    return [
        replace(made, source=replace(made.source, outlet=outlet))
        for k in range(first, last)
        for made in [candidate(f"{PLACES[k]} opens a {WORKS[k]}.", k, value=value - k / 1000)]
    ]


def test_one_outlet_does_not_take_the_page_where_others_have_news() -> None:
    loud, quiet = works(0, 8, "Loud", 0.6), works(8, 12, "Quiet", 0.4)
    topics = planned(*loud, *quiet).topics
    outlets = [topic.quoted.source.outlet for topic in topics]
    assert outlets[:8].count("Quiet") == 4
    assert outlets.count("Loud") == 8
    gains = {topic.quoted.text: topic.gain for topic in topics}
    assert gains[quiet[0].text] < gains[loud[7].text]  # their order is changed, not their worth


def test_news_of_one_outlet_only_keeps_its_order() -> None:
    texts = [topic.quoted.text for topic in planned(*works(0, 8, "Loud", 0.6)).topics]
    assert texts == [item.text for item in works(0, 8, "Loud", 0.6)]
