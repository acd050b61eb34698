"""Only what a reader sees is read, by one rule for all formats."""

from __future__ import annotations

import json
from html import escape

import pytest
from office import docx_of, epub
from test_documents import one  # type: ignore[import-not-found]

LEAD = "The harbour board of Quill Bay will lengthen its eastern pier by 140 metres this autumn."
NEXT = "A yard in Bremen builds the two pilot boats that the board ordered for $9 million in May."
LAST = "The first ferry of the new line is due at the pier on the second Monday of October."


def page(*paragraphs: str, head: str = "") -> bytes:
    body = "".join(p if p.startswith("<") else f"<p>{p}</p>" for p in (LEAD, *paragraphs, LAST))
    return (
        f"<!doctype html><html lang='en'><head><title>Pier at Quill Bay</title>{head}</head>"
        f"<body><article><h1>Pier at Quill Bay</h1>{body}</article></body></html>"
    ).encode()


def words(*paragraphs: str, head: str = "") -> str:
    return str(one(page(*paragraphs, head=head), "page.html").text)


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>{}</p>",
        "<div style='display:none'><p>{}</p></div>",
        "<p style='visibility: hidden'>{}</p>",
        "<p style='color:#FFFFFF'>{}</p>",
        "<p style='color:#eee;background-color:#eee'>{}</p>",
        "<p style='font-size:0'>{}</p>",
        "<p style='position:absolute;left:-9999px'>{}</p>",
        "<p style='max-height:0;overflow:hidden;mso-hide:all'>{}</p>",
        "<p class='note off'>{}</p>",
        "<p class='sr-only'>{}</p>",
        "<p id='secret'>{}</p>",
        "<p class='pale'>{}</p>",
        "<noscript><p>{}</p></noscript>",
        "<template><p>{}</p></template>",
        "<p><s>{}</s></p>",
        "<p><del>{}</del></p>",
        "<p><strike>{}</strike></p>",
        "<p style='text-decoration: line-through'>{}</p>",
        "<details><summary>More</summary><p>{}</p></details>",
        "<p><font color='white'>{}</font></p>",
        "<p style='color: rgba(0, 0, 0, 0)'>{}</p>",
        "<p style='color: hsl(0, 0%, 100%)'>{}</p>",
        "<p style='position:absolute; clip-path: inset(100%)'>{}</p>",
        "<p style='transform: translateX(-9999px)'>{}</p>",
        "<p style='margin-left: -9999px'>{}</p>",
        "<p style='display:/* */none'>{}</p>",
        "<div class='box'><p class='note'>{}</p></div>",
        "<p class='both ways'>{}</p>",
        "<p data-away>{}</p>",
        "<p class='on-screens'>{}</p>",
        '<script type=\'application/json\'>{{"text": "{}"}}</script>',
    ],
)
def test_text_that_a_page_does_not_show_is_not_read(hidden: str) -> None:
    sheet = (
        "<style>body {background: #fff} .off, #secret {display: none} .pale {color: white}"
        ".box .note, .both.ways, [data-away] {display: none}"
        "@media screen {.on-screens {visibility: hidden}}</style>"
    )
    text = words(NEXT, hidden.format("The chairman will be dismissed on Friday."), head=sheet)
    assert "dismissed" not in text
    assert NEXT in text
    assert LAST in text


@pytest.mark.parametrize(
    "seen",
    [
        "<p style='color:#fff;background:#003366'>{}</p>",
        "<div style='background:#003366'><p style='color:#fff'>{}</p></div>",
        "<p class='d-none d-md-block'>{}</p>",
        "<p class='printed'>{}</p>",
        "<p style='font-size:1em;opacity:1'>{}</p>",
    ],
)
def test_text_that_a_page_shows_in_some_way_is_read(seen: str) -> None:
    sheet = "<style>@media print {.printed {display: none}}</style>"
    assert NEXT in words(seen.format(NEXT), head=sheet)


def test_tab_that_is_open_is_read_and_the_others_are_not() -> None:
    sheet = "<style>.tab {display: none} .tabs .tab.active {display: block}</style>"
    tabs = f"<div class='tabs'><div class='tab active'><p>{NEXT}</p></div>"
    text = words(tabs + "<div class='tab'><p>The chairman will be dismissed.</p></div>", head=sheet)
    assert "dismissed" not in text
    assert NEXT in text


def test_page_that_scripts_show_is_read() -> None:
    hidden = page(NEXT).replace(b"<article>", b"<article style='opacity:0'>")
    assert NEXT in one(hidden, "page.html").text


def test_inserted_text_stays_where_deleted_text_goes() -> None:
    text = words(
        "It costs <s>$30 million</s> $21 million and takes <del>two</del><ins>six</ins> years."
    )
    assert "It costs $21 million and takes six years." in text


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Trade grew by 7.5<sup>3</sup> percent in 2021<sup>2</sup>, the board said.",
         "Trade grew by 7.5 percent in 2021, the board said."),
        ("The board<sup><a href='#fn1'>[1]</a></sup> sold 30 m<sup>2</sup> of its land.",
         "The board sold 30 m² of its land."),
        ("Some 10<sup>6</sup> crates came on the 4<sup>th</sup> of May.",
         "Some 10⁶ crates came on the 4th of May."),
        ("Trade grew by 7.5³ percent in 2021¹, on 12 km² of water.",
         "Trade grew by 7.5 percent in 2021, on 12 km² of water."),
        ("Uranium enriched with <sup>235</sup>U came by rail in 2021.",
         "Uranium enriched with ²³⁵U came by rail in 2021."),
    ],
)  # fmt: skip
def test_raised_marks_never_join_a_figure(written: str, read: str) -> None:
    assert read in words(written)


@pytest.mark.parametrize(
    "notes",
    [
        "<ol><li>1 Without the cost of its land, which the town gave.</li></ol>",
        "<ol><li id='n1'>Harbour board, annual report of 2023, page 7.</li></ol>",
        "<div><p><a name='n1'></a>1. Harbour board, annual report of 2023, page 7.</p></div>",
    ],
)
def test_notes_that_marks_lead_to_are_not_read(notes: str) -> None:
    text = words("<p>The pier costs $21 million<sup><a href='#n1'>1</a></sup> in all.</p>", notes)
    assert "The pier costs $21 million in all." in text
    assert "report" not in text
    assert "Without" not in text


@pytest.mark.parametrize("kind", ["feed", "json", "book", "markdown"])
def test_the_rule_holds_for_mark_up_in_other_formats(kind: str) -> None:
    body = (
        f"<p>{LEAD}</p><p>It costs <del>$30</del> $21 million in 2021<sup>2</sup>.</p>"
        f"<p style='display:none'>The chairman will be dismissed.</p><p>{LAST}</p>"
    )
    item = f"<item><title>Pier grows</title><description>{escape(body)}</description></item>"
    feed = f"<rss version='2.0'><channel><title>Quill</title>{item}</channel></rss>"
    data, name = {
        "feed": (feed.encode(), "feed.xml"),
        "json": (json.dumps({"title": "Pier grows", "text": body}).encode(), "a.json"),
        "book": (epub([f"<html><body><h1>Pier grows</h1>{body}</body></html>"]), "book.epub"),
        "markdown": (f"# Pier grows\n\n{body}\n".encode(), "a.md"),
    }[kind]
    text = one(data, name).text
    assert "It costs $21 million in 2021." in text
    if kind != "feed":  # the parser of feeds lets no style through
        assert "dismissed" not in text


def test_a_note_that_leads_back_takes_no_text_with_it() -> None:
    text = words(
        "<p>The pier costs $21 million<a href='#f1' name='r1'><sup>[1]</sup></a> in all.</p>",
        "<p><a href='#r1' name='f1'><sup>[1]</sup></a> Annual report of 2023, page 7.</p>",
    )
    assert "The pier costs $21 million in all." in text
    assert "report" not in text


def test_control_characters_do_not_end_a_page() -> None:
    long = [f"{NEXT[:-1]}, as note {n} of the board's minutes says." for n in range(300)]
    for mark in (b"\x07", b"\x00", b"&#7;"):
        data = page(*long).replace(b"lengthen its", b"lengthen" + mark + b" its")
        assert LAST in one(data, "page.html").text


@pytest.mark.parametrize(
    "capital", ["<span class='dropcap'>A</span>", "<img alt='A' src='a.png'>", "<b>A</b>"]
)
def test_drop_capital_joins_its_word(capital: str) -> None:
    assert NEXT in words(f"<p>{capital}{NEXT[1:]}</p>")


def test_drop_capital_in_a_block_of_its_own_joins_its_word() -> None:
    assert NEXT in words(f"<div class='drop-cap'>A</div><p>{NEXT[1:]}</p>")


def test_lists_of_a_bare_page_are_read_and_menus_are_not() -> None:
    bare = (
        f"<html><body><h1>Pier at Quill Bay</h1><p>{LEAD}</p><ul><li>Dredge the eastern basin."
        f"</li><li>Buy one crane.</li></ul><ol><li>Train ten pilots.</li></ol><p>{LAST}</p>"
        "<ul><li><a href='/a'>Sailing times</a></li><li><a href='/b'>Tide tables</a></li></ul>"
    ).encode()
    text = one(bare, "page.html").text
    assert "- Dredge the eastern basin.\n\n- Buy one crane.\n\n1. Train ten pilots." in text
    assert "Tide" not in text


def test_list_item_is_no_title() -> None:
    text = page("<ul><li>Quill Bay</li><li>Two boats</li></ul>").replace(b"Pier at Quill", b"Quill")
    assert one(text, "page.html").title == "Quill Bay"


# Word


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def par(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def word(*paragraphs: str, **parts: str) -> str:
    data = docx_of("".join((par(run(LEAD)), *paragraphs, par(run(LAST)))), **parts)
    return str(one(data, "note.docx").text)


@pytest.mark.parametrize(
    "properties",
    [
        "<w:vanish/>",
        "<w:strike/>",
        '<w:dstrike w:val="1"/>',
        '<w:color w:val="FFFFFF"/>',
        '<w:sz w:val="2"/>',
        '<w:rStyle w:val="Remark"/>',
    ],
)
def test_hidden_and_struck_runs_of_word_are_not_read(properties: str) -> None:
    styles = '<w:style w:type="character" w:styleId="Remark"><w:rPr><w:vanish/></w:rPr></w:style>'
    cost = par(run("It costs $21 million"), run(" (in truth 26)", properties), run(" in all."))
    assert "It costs $21 million in all." in word(cost, styles=styles)


def test_white_runs_of_word_on_a_colour_are_read() -> None:
    shaded = '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="003366"/>'
    assert NEXT in word(par(run(NEXT, shaded)))
    assert NEXT in word(par(run(NEXT, '<w:vanish w:val="0"/><w:strike w:val="false"/>')))


def test_moved_passage_of_word_counts_once_at_its_new_place() -> None:
    old = par(f'<w:moveFrom w:id="1" w:author="A">{run(NEXT)}</w:moveFrom>')
    new = par(f'<w:moveTo w:id="2" w:author="A">{run(NEXT)}</w:moveTo>')
    text = word(old, par(run("The crane stays.")), new)
    assert text.count(NEXT) == 1
    assert text.index("The crane stays.") < text.index(NEXT)


def test_paragraph_of_word_whose_mark_is_deleted_goes_on() -> None:
    gone = '<w:rPr><w:del w:id="3" w:author="A"/></w:rPr>'
    text = word(par(run("The crane of the old pier "), properties=gone), par(run("stays in use.")))
    assert "The crane of the old pier stays in use." in text


def test_figures_typed_raised_in_word_join_no_figure() -> None:
    high = '<w:vertAlign w:val="superscript"/>'
    cost = par(run("Trade grew by 7.5"), run("3", high), run(" percent on 30 m"), run("2", high),
               run(" in 2021"), run("1", high), run("."))  # fmt: skip
    assert "Trade grew by 7.5 percent on 30 m² in 2021." in word(cost)


def test_figures_typed_raised_in_rich_text_join_no_figure() -> None:
    body = r"Trade grew by 7.5{\super 3} percent on 30 m{\super 2} in 2021{\super 1}."
    text = one((r"{\rtf1\ansi " + LEAD + r"\par " + body + r"\par}").encode(), "note.rtf").text
    assert "Trade grew by 7.5 percent on 30 m² in 2021." in text


def test_symbols_of_word_come_through() -> None:
    sym = '<w:r><w:sym w:font="Symbol" w:char="{}"/></w:r>'
    load = par(run("It holds "), sym.format("F0B1"), run("40 tonnes at 5"), sym.format("F0B0"),
               run("C and "), run("m", '<w:rFonts w:ascii="Symbol"/>'), run("m."))  # fmt: skip
    assert "It holds ±40 tonnes at 5°C and μm." in word(load)


def test_drop_capital_of_word_joins_its_word() -> None:
    frame = '<w:framePr w:dropCap="drop" w:lines="3"/>'
    assert NEXT in word(par(run("A"), properties=frame), par(run(NEXT[1:])))


def test_prompt_of_a_form_of_word_is_not_read() -> None:
    prompt = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{par(run('Enter text.'))}"
    assert "Enter text." not in word(f"{prompt}</w:sdtContent></w:sdt>")


def test_word_file_without_properties_has_no_title_or_date_by_the_clock() -> None:
    article = one(docx_of(par(run("Pier at Quill Bay")) + par(run(LEAD))), "note.docx")
    assert (article.title, article.date) == ("Pier at Quill Bay", "")


def test_strict_word_file_is_read() -> None:
    assert NEXT in one(docx_of(par(run(NEXT)), strict=True), "note.docx").text
