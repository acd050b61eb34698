"""What the check of a point says: its words, its brackets, its credit, its figures."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from factory import GRID, RAIL, make_article, make_articles, make_brief, make_point, make_sources
from pace import pace, processor_seconds

import briefing
from briefing.errors import UsageError
from briefing.model import Article, Brief, Conflict, KeyFigure, Section
from briefing.verification import PointCheck, Verdict, verify
from briefing.writers import WRITERS, WriteOptions

FORMATS = ("md", "json", "docx")
OK = (Verdict.VERBATIM, Verdict.BRACKETS)


def check(text: str, *articles: Article) -> PointCheck:
    """The verdict on a page with one bullet."""
    data = f"- {text}\n".encode()
    (found,) = verify(data, ".md", articles or make_articles()).checks
    return found


@pytest.mark.parametrize("form", FORMATS)
def test_an_untouched_brief_is_proven_with_its_spans(form: str) -> None:
    brief, articles = make_brief(), make_articles()
    report = verify(WRITERS[form](brief, WriteOptions()), f".{form}", articles)
    assert report.ok
    assert len(report.checks) == len(brief.points)
    for point, found in zip(brief.points, report.checks, strict=True):
        source = articles[point.source - 1]
        assert found.article == source
        whole = "[Aliya" not in point.text
        assert found.verdict is (Verdict.VERBATIM if whole else Verdict.BRACKETS)
        shown = source.text[found.start : found.end]
        assert found.dropped + shown == point.quote
    assert report.count(Verdict.BRACKETS) == 1
    assert {check.dropped for check in report.checks} == {"", "Meanwhile, ", "KARABERG – "}
    assert report.checks[1].inserted == ("[Aliya Serova]",)


@pytest.mark.parametrize("form", FORMATS)
def test_the_number_of_sources_that_are_not_named_is_no_part_of_the_point(form: str) -> None:
    brief, articles = make_brief(), make_articles()
    assert brief.bottom_line
    told = replace(brief, bottom_line=replace(brief.bottom_line, further=39))
    data = WRITERS[form](told, WriteOptions())
    if form == "md":
        assert b" and 39 more" in data
    assert verify(data, f".{form}", articles).ok


def test_the_difference_shows_words_out_and_in() -> None:
    found = check("Opponents in parliament did support the new guarantee.")
    assert found.verdict is Verdict.ALTERED
    assert found.difference == (
        "Opponents in parliament did [-not-] support the {+new+} guarantee."
    )
    assert found.article is not None
    assert found.article.text[found.start : found.end] == (
        "Opponents in parliament did not support the guarantee."
    )


def test_other_words_are_not_found() -> None:
    found = check("Fishing quotas will rise in the southern lakes next spring.")
    assert (found.verdict, found.article) == (Verdict.NOT_FOUND, None)


@pytest.mark.parametrize(
    "typed",
    [
        'The plants "will not raise tariffs before 2027," Deputy Minister Aliya Serova said.',
        "The plants «will not raise tariffs before 2027,» Deputy Minister Aliya Serova said.",
        "The loan runs for 18 years -- three of them free of interest -- and is guaranteed by "
        "the state.",
        "The loan runs for 18\u00a0years \u2013 three of them free of interest \u2015 and is "
        "guaranteed by the\u202fstate.",
        "Coal still covers 62% of demand...",
        "Coal still covers 62% of de\u00admand...",
        "Coal \u200bstill covers 62% of demand. . .",
    ],
)  # fmt: skip
def test_typography_is_no_alteration(typed: str) -> None:
    assert check(typed).verdict is Verdict.VERBATIM


@pytest.mark.parametrize(
    "typed",
    [
        "opponents in parliament did not support the guarantee.",
        "Opponents in Parliament did not support the guarantee.",
        "Opponents in parliament did not support the guarantee!",
        "Opponents in parliament did not support, the guarantee.",
        "Opponents in parliament did not support the guarantees.",
        "Opponents in parliament did not support",
        "parliament did not support the guarantee.",
        "in parliament did not support the guarantee.",
        "Bank Director Lena Hart witnessed the signing.",
        "4 billion loan on June 11 to build two gas-fired power plants in the Ilmen valley.",
        "Bank Director Timur Oskarov and Finance Minister Lena Hart witnessed the signing.",
        "Opponents in parliament did not support the guarantee. Coal still covers 62% of demand…",
    ],
)
def test_a_letter_a_mark_a_part_or_an_order_is(typed: str) -> None:
    assert check(typed).verdict is Verdict.ALTERED


def test_neighbouring_sentences_may_stand_together() -> None:
    both = "Each clinic will have at least 12 doctors. The ministry did not name the districts."
    assert check(both).verdict is Verdict.VERBATIM


@pytest.mark.parametrize(
    ("typed", "verdict", "reason"),
    [
        ("She [Serova] also told reporters that 2,300 people would work on the sites.",
         Verdict.BRACKETS, ""),
        ("She [Aliya Serova’s] also told reporters that 2,300 people would work on the sites.",
         Verdict.BRACKETS, ""),
        ("She [Saule Bek] also told reporters that 2,300 people would work on the sites.",
         Verdict.ALTERED, "[Saule Bek] is not from the source (saule, bek)"),
        ("She [not Serova] also told reporters that 2,300 people would work on the sites.",
         Verdict.ALTERED, "[not Serova] changes the meaning"),
        ("She also told reporters that [not] 2,300 people would work on the sites.",
         Verdict.ALTERED, "[not] changes the meaning"),
        ("She also told reporters that […] people would work on the sites.",
         Verdict.ALTERED, ""),
        ("Opponents in parliament did […] support the guarantee.", Verdict.ALTERED, ""),
        ("[…] in parliament did not support the guarantee.", Verdict.BRACKETS, ""),
        ("[...] the grid operator reported losses of 7.5% in May, down from 9.1% a year earlier.",
         Verdict.BRACKETS, ""),
        ("[…] The grid operator reported losses of 7.5% in May, down from 9.1% a year earlier.",
         Verdict.BRACKETS, ""),
        ("[…] support the guarantee.", Verdict.ALTERED, ""),
        ("The grid operator reported losses of 7.5% in May, down from 9.1% a year earlier.",
         Verdict.VERBATIM, ""),
        ("grid operator reported losses of 7.5% in May, down from 9.1% a year earlier.",
         Verdict.ALTERED, ""),
        ("In parliament did not support the guarantee.", Verdict.ALTERED, ""),
        ("Support the guarantee.", Verdict.ALTERED, ""),
        ("Exporters welcomed the news [full list on page 4] and asked for lower fees.",
         Verdict.VERBATIM, ""),
        ("Exporters welcomed the news [full list on page 5] and asked for lower fees.",
         Verdict.ALTERED, ""),
        ("Exporters welcomed the news and asked for lower fees.", Verdict.ALTERED, ""),
        ("Exporters [grain] welcomed the news [full list on page 4] and asked for lower fees.",
         Verdict.BRACKETS, ""),
    ],
)  # fmt: skip
def test_brackets(typed: str, verdict: Verdict, reason: str) -> None:
    found = check(typed)
    assert found.verdict is verdict
    assert reason in found.reason


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [
        ("Mr [Will] Dorran said the ferries start in May.", Verdict.BRACKETS),
        ("Mr Dorran said the ferries [will] start in May.", Verdict.ALTERED),
        ("Mr Dorran said the [Will] ferries start in May.", Verdict.ALTERED),
        ("Mr [May] Dorran said the ferries start in May.", Verdict.ALTERED),
    ],
)
def test_a_given_name_may_be_a_word_of_grammar(typed: str, verdict: Verdict) -> None:
    article = make_article(
        "Ferries\n\nThe port is run by Will Dorran. Mr Dorran said the ferries start in May."
    )
    assert check(typed, article).verdict is verdict


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [
        ("Dealers […] expect a second loan in June.", Verdict.BRACKETS),
        ("Dealers [...] expect a second loan in June.", Verdict.BRACKETS),
        ("Dealers here expect […] loan in June.", Verdict.ALTERED),
        ("Dealers […] a second loan in June.", Verdict.ALTERED),
        ("Dealers expect a second loan in June.", Verdict.ALTERED),
    ],
)
def test_a_mark_inside_a_sentence_stands_for_here_alone(typed: str, verdict: Verdict) -> None:
    article = make_article("Loan\n\nDealers here expect a second loan in June. Banks are calm.")
    assert check(typed, article).verdict is verdict


def test_a_point_in_two_articles_is_the_one_credited() -> None:
    wire = GRID.replace("Karaberg Signs Loan", "Loan Signed")
    articles = [make_article(wire), make_article(GRID)]
    point = make_point(articles, 2, "Opponents in parliament did not support the guarantee.")
    brief = Brief("T", "", "en", None, (Section("x", "X", (point,)),), make_sources(articles))
    for form in FORMATS:
        (found,) = verify(WRITERS[form](brief, WriteOptions()), form, articles).checks
        assert found.article == articles[1]


@pytest.mark.parametrize("form", FORMATS)
def test_words_credited_to_another_source_are_an_alteration(form: str) -> None:
    brief = make_brief()
    health = brief.sections[2]
    wrong = replace(health, points=(replace(health.points[0], source=2), *health.points[1:]))
    brief = replace(brief, sections=(*brief.sections[:2], wrong))
    report = verify(WRITERS[form](brief, WriteOptions()), form, make_articles())
    bad = [c for c in report.checks if not c.ok]
    assert [c.text for c in bad] == [health.points[0].text]
    assert bad[0].reason == "credited to source 2, but the words are those of 3"


def test_a_key_figure_may_carry_its_unit() -> None:
    article = make_article("A title\n\nThe firm paid $11.5bn for 400m shares on 9 May.")
    page = "**Key figures:** **{}** paid\n\n- The firm paid $11.5bn for 400m shares on 9 May.\n"
    for value, right in {"$11.5bn": True, "400m": True, "$1.5bn": False, "40m": False}.items():
        assert verify(page.format(value).encode(), "md", [article]).ok is right


@pytest.mark.parametrize("form", FORMATS)
def test_differing_values_and_key_figures_are_checked(form: str) -> None:
    brief = make_brief()
    first = brief.sections[0].points[0]
    clash = replace(first, conflicts=(Conflict("2,300", 1), Conflict("2,700", 2)))
    energy = replace(brief.sections[0], points=(clash, *brief.sections[0].points[1:]))
    figures = (*brief.key_figures[:2], KeyFigure("48,300", "pupils", 3))
    brief = replace(brief, sections=(energy, *brief.sections[1:]), key_figures=figures)
    report = verify(WRITERS[form](brief, WriteOptions()), form, make_articles())
    assert [c.reason for c in report.checks if not c.ok] == [
        "the differing value '2,700' is in no source",
        "the key figure '48,300' is in no point",
    ]


PIER = "Board to Pay $310 Million for Pier"
PAGE = "- The pier of Selm will be {}.\n\n## Sources\n\n1. Bay Courier: {}\n"


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        (f"{PIER}, 13 June 2024", ""),
        ("13 June 2024", ""),
        ("Board to Pay $910 Million for Pier, 13 June 2024",
         "the source list has '910', which its article's title has not"),
        (f"{PIER}, 13 June 2019",
         "the source list dates it 2019, but its article is of 2024-06-13"),
    ],
)  # fmt: skip
def test_an_entry_of_the_source_list_must_not_contradict_its_article(
    entry: str, reason: str
) -> None:
    text = f"{PIER}\n\nThe pier of Selm will be longer by 40 metres."
    article = replace(make_article(text), title=PIER, date="2024-06-13", outlet="Bay Courier")
    report = verify(PAGE.format("longer by 40 metres", entry).encode(), "md", [article])
    assert [c.reason for c in report.checks if not c.ok] == [reason] * bool(reason)


@pytest.mark.parametrize("form", FORMATS)
def test_a_label_may_have_another_form_of_its_verb(form: str) -> None:
    article = briefing.article(
        "Mine sold\n\nBoreal Metals will pay $310 million for 49 percent of the Khar Uul deposit."
        "\n\nHelvig will build a $75 million pier at Selm.",
        title="Mine sold",
    )
    brief = briefing.make([article])
    assert any("to be paid" in figure.label for figure in brief.key_figures)
    assert verify(WRITERS[form](brief, WriteOptions()), form, [article]).ok


def test_a_rise_in_a_label_is_no_fall() -> None:
    article = briefing.article(
        "Trade\n\nExports of barley from Lemnia rose 12 percent in May. Imports fell as well."
        "\n\nHelvig will build a $75 million pier at Selm.",
        title="Trade",
    )
    data = WRITERS["json"](briefing.make([article]), WriteOptions())
    assert verify(data, "json", [article]).ok
    assert not verify(data.replace(b"rise in exports", b"fall in exports"), "json", [article]).ok


def test_the_quote_beside_the_text_counts_in_json() -> None:
    data = WRITERS["json"](make_brief(), WriteOptions())
    brief = json.loads(data)
    brief["sections"][0]["points"][0]["quote"] = "She also told reporters that 2,400 people left."
    report = verify(json.dumps(brief).encode(), "json", make_articles())
    assert [c.reason for c in report.checks if not c.ok] == [
        "the quote stored beside the text is not in the sources"
    ]


def test_what_is_no_point_is_not_checked() -> None:
    page = (
        "# Nine District Fairs\n\n12 June 2024 · 3 sources\n\nA word from the editor about the "
        "week.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n## Sources\n\n1. Some paper, Some title\n\n"
        "## Energy\n\n- Opponents in parliament did not support the guarantee.\n"
    )
    assert [c.verdict for c in verify(page.encode(), "md", make_articles()).checks] == [
        Verdict.VERBATIM
    ]


def test_a_paragraph_that_nearly_quotes_is_checked_all_the_same() -> None:
    page = "Opponents in parliament did support the guarantee."
    assert [c.verdict for c in verify(page.encode(), "md", make_articles()).checks] == [
        Verdict.ALTERED
    ]


def test_an_invented_bullet_is_not_found_and_an_empty_page_proves_nothing() -> None:
    page = WRITERS["md"](make_brief(), WriteOptions()) + b"\n- Everybody was pleased.\n"
    report = verify(page, "md", make_articles())
    assert not report.ok
    assert [c.text for c in report.checks if not c.ok] == ["Everybody was pleased."]
    assert not verify(b"# Title\n", "md", make_articles()).ok
    assert not verify(WRITERS["md"](make_brief(), WriteOptions()), "md", []).ok


@pytest.mark.parametrize("suffix", [".rtf", ".txt", "", "xlsx"])
def test_other_files_are_refused(suffix: str) -> None:
    with pytest.raises(UsageError, match=r"ends in \.docx, \.md, \.json"):
        verify(b"", suffix, make_articles())


def test_hundreds_of_articles_take_no_time() -> None:
    body = " ".join(f"Town {n} built {n * 7} homes and {n * 3} shops last year." for n in range(80))
    many = [make_article(f"Report {n}\n\n{body.replace('Town', f'Town {n}-')}") for n in range(500)]
    data = WRITERS["md"](make_brief(), WriteOptions())
    edited = data.replace(b"31,000", b"32,000").replace(b" not ", b" ")
    few, all_of_them = [*many[:50], *make_articles()], [*many, *make_articles()]
    small = processor_seconds(lambda: verify(edited, "md", few))
    large = processor_seconds(lambda: verify(edited, "md", all_of_them), times=1)
    assert large < 30 * small + pace()  # 2.5 MB of text; quadratic work would make it 100 times
    report = verify(edited, "md", all_of_them)
    assert [c.verdict for c in report.checks if not c.ok] == [Verdict.ALTERED] * 2


def test_unused_article_texts_do_not_matter() -> None:
    assert check("The Ilmen freight line reopened on Monday, nine weeks after floods washed away "
                 "14 kilometres of track.", make_article(RAIL)).verdict in OK  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [
        ("The fund said on Monday [10 June] that it had lent $40 million.", Verdict.BRACKETS),
        ("The fund said on Monday that it had lent $40 million.", Verdict.VERBATIM),
        ("The fund said on Monday [11 June] that it had lent $40 million.", Verdict.ALTERED),
        ("The fund [10 June] said on Monday that it had lent $40 million.", Verdict.ALTERED),
        ("The fund said on Monday [June] that it had lent $40 million.", Verdict.ALTERED),
        ("Output fell last month [May] by a tenth.", Verdict.BRACKETS),
        ("Output fell last month [June] by a tenth.", Verdict.ALTERED),
    ],
)
def test_only_the_right_date_may_stand_in_brackets(typed: str, verdict: Verdict) -> None:
    text = (
        "Fund lends\n\nThe fund said on Monday that it had lent $40 million.\n\n"
        "Output fell last month by a tenth. In June it was higher, and on 11 June it was not."
    )
    article = replace(make_article(text), date="2024-06-13")
    assert verify(f"- {typed}\n".encode(), ".md", [article]).checks[0].verdict is verdict


@pytest.mark.parametrize("count", [24, 60])
def test_a_bracket_of_citations_that_never_closes_takes_no_time(count: int) -> None:
    """The pattern of a differing value once took 1.8 times longer for each further citation."""
    numbers = " ".join(f"[^{n}]" for n in range(1, count + 1))
    texts = [f"The firm paid (about {numbers}", f"The firm paid [{numbers} ;" + " ," * 500]
    assert processor_seconds(lambda: [check(text) for text in texts]) < 60 * pace()
