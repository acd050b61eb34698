"""Documents, mailboxes, archives and tables: the text that a reader sees, and nothing else."""

from __future__ import annotations

import datetime as dt
import io
import json
import sys
import zipfile
from pathlib import Path

import outlook
import pytest
from office import epub, odt, workbook, zipped
from read_items import OPTIONS, items, one

from briefing.model import Article, Skipped
from briefing.readers import ReadOptions, Ref, expand, load
from briefing.readers.detect import guess

STORY = (
    "The tram company of Ostmark ordered eighteen trams on Monday after a vote of the council.",
    "The first of them will run in 2027, and the line to the airport opens a year later.",
)
TEXT = "\n\n".join(STORY)


def read_path(path: Path, options: ReadOptions = OPTIONS) -> list[Article | Skipped]:
    found: list[Article | Skipped] = []
    for ref in expand([str(path)], options):
        found.extend(load(ref, options) if isinstance(ref, Ref) else [ref])
    return found


# --- OpenDocument -----------------------------------------------------------------------------


def test_opendocument_text_in_order() -> None:
    data = odt(
        '<text:p text:style-name="Title">Trams for Ostmark</text:p>'
        f"<text:p>{STORY[0]}</text:p><text:list><text:list-item><text:p>Eighteen trams</text:p>"
        "</text:list-item></text:list><table:table><table:table-row><table:table-cell>"
        "<text:p>Cost</text:p></table:table-cell></table:table-row></table:table>"
        f"<text:p>{STORY[1][:10]}<text:span>{STORY[1][10:]}</text:span></text:p>",
        meta="<dc:creator>Ada Lind</dc:creator>"
        "<meta:creation-date>2024-06-12T08:00:00</meta:creation-date>",
    )
    article = one(data, "trams.odt")
    assert article.text.split("\n\n") == [
        "Trams for Ostmark", STORY[0], "- Eighteen trams", "Cost", STORY[1],
    ]  # fmt: skip
    assert (article.title, article.author, article.date) == (
        "Trams for Ostmark", "Ada Lind", "2024-06-12",
    )  # fmt: skip
    assert guess(data) == ".odt"


def test_opendocument_text_that_nobody_sees_is_not_read() -> None:
    data = odt(
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>Twenty trams.</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>"
        f"<text:p>{STORY[0]}<text:note><text:note-citation>1</text:note-citation><text:note-body>"
        "<text:p>Council minutes.</text:p></text:note-body></text:note></text:p>"
        '<text:p text:style-name="H">Secret remark.</text:p>'
        '<text:p>The price is <text:span text:style-name="S">90</text:span>80 million.</text:p>'
        "<office:annotation><text:p>Check this!</text:p></office:annotation>",
        '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>'
        '<style:style style:name="S"><style:text-properties '
        'style:text-line-through-style="solid"/></style:style>',
    )
    assert one(data, "trams.odt").text.split("\n\n") == [STORY[0], "The price is 80 million."]


# --- RTF --------------------------------------------------------------------------------------


def test_raised_marks_of_opendocument_join_no_figure() -> None:
    styles = (
        '<style:style style:name="U" style:family="text"><style:text-properties '
        'style:text-position="super 58%"/></style:style><style:style style:name="L" '
        'style:family="text"><style:text-properties style:text-position="sub 58%"/></style:style>'
    )
    body = (
        '<text:p>They cost 64.5<text:span text:style-name="U">3</text:span> million on 12 km'
        '<text:span text:style-name="U">2</text:span> of land and save CO<text:span '
        'text:style-name="L">2</text:span>.</text:p>'
    )
    assert one(odt(body, styles), "a.odt").text == (
        "They cost 64.5 million on 12 km² of land and save CO2."
    )


def test_pictures_in_rich_text_cost_no_words() -> None:
    picture = r"{\pict\jpegblip\picw250{\*\blipuid 0a0b}\bin ffd8ffe000104a464946}"
    data = rf"{{\rtf1\ansi {STORY[0]}\par {{{picture}}}\par {STORY[1]}\par}}".encode("latin-1")
    assert one(data, "trams.rtf").text.split("\n\n") == [*STORY]


def test_rich_text_with_its_information() -> None:
    data = (
        r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}}{\info{\title Trams for Ostmark}"
        r"{\author Ada Lind}{\creatim\yr2024\mo6\dy12\hr8}}\pard\f0 Trams for Ostmark\par "
        rf"{STORY[0]}\par The cost is 18{{\super 3}} million {{\v hidden }}euros\'80, "
        r"{\strike not }90 a tram.\par{\*\fldinst HYPERLINK \"https://a.example\"} "
        r"Schl\u228\'e4ge.\par"
        r"\pard {\deleted Gone.}\v also gone\v0  Stays.{\footnote Minutes.}\par}"
    ).encode("latin-1")
    article = one(data, "trams.rtf")
    assert article.text.split("\n\n") == [
        "Trams for Ostmark", STORY[0], "The cost is 18 million euros€, 90 a tram.", "Schläge.",
        "Stays.",
    ]  # fmt: skip
    assert (article.title, article.author, article.date) == (
        "Trams for Ostmark", "Ada Lind", "2024-06-12",
    )  # fmt: skip


# --- EPUB -------------------------------------------------------------------------------------


CHAPTER = (
    '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body><h1>{0}</h1>'
    f"<p>{STORY[0]}</p><p>{STORY[1]}</p><p>More trams may follow, the company said.</p>"
    "</body></html>"
)


def test_book_is_an_article_per_chapter_in_reading_order() -> None:
    data = epub([CHAPTER.format("Second"), CHAPTER.format("First"), "<html><p>Imprint</p></html>"])
    found = items(data, "weekly.epub")
    assert [a.title for a in found if isinstance(a, Article)] == ["First", "Second"]
    first = found[0]
    assert isinstance(first, Article)
    assert (first.outlet, first.author, first.date) == ("Ostmark Weekly", "Ada Lind", "2024-06-12")
    assert first.text.split("\n\n")[1:3] == [*STORY]
    assert guess(data) == ".epub"


def test_locked_book_says_so() -> None:
    locks = {"META-INF/encryption.xml": "<e/>", "META-INF/rights.xml": "<r/>"}
    (item,) = items(epub([CHAPTER], locks), "weekly.epub")
    assert isinstance(item, Skipped)
    assert "locked (DRM)" in item.reason


def test_open_document_of_its_content_alone_is_read() -> None:
    content = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>'
        f"<text:p>{STORY[0]}</text:p></office:text></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
    assert STORY[0] in one(out.getvalue(), "bare.odt").text


# --- Presentations ----------------------------------------------------------------------------


def test_presentation_slides_tables_and_notes() -> None:
    from pptx import Presentation
    from pptx.util import Inches

    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = "Trams for Ostmark"
    slide.placeholders[1].text = f"{STORY[0]}\nEighteen trams"
    table = slide.shapes.add_table(1, 1, Inches(1), Inches(6), Inches(2), Inches(1)).table
    table.cell(0, 0).text = "Cost"
    slide.notes_slide.notes_text_frame.text = (
        f"[CLICK] Next slide\n{STORY[1]}\nPause here for questions."
    )
    hidden = deck.slides.add_slide(deck.slide_layouts[1])
    hidden.shapes.title.text = "Not to be shown"
    hidden._element.set("show", "0")
    deck.core_properties.author = "Ada Lind"
    deck.core_properties.created = dt.datetime(2024, 6, 12)
    out = io.BytesIO()
    deck.save(out)
    article = one(out.getvalue(), "talk.pptx")
    assert article.text.split("\n\n") == [
        "Trams for Ostmark", STORY[0], "- Eighteen trams", "Cost", STORY[1],
    ]  # fmt: skip
    assert (article.author, article.date) == ("Ada Lind", "2024-06-12")
    assert guess(out.getvalue()) == ".pptx"


def test_slides_are_read_from_the_top_without_struck_raised_and_hidden_text() -> None:
    from pptx import Presentation
    from pptx.util import Inches

    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text = "Trams"
    low, high, unseen = (
        slide.shapes.add_textbox(Inches(1), Inches(top), Inches(5), Inches(1)) for top in (4, 2, 3)
    )
    low.text_frame.text = STORY[1]
    unseen.text_frame.text = "Nobody sees this box."
    unseen._element.xpath("*/p:cNvPr")[0].set("hidden", "1")
    paragraph = high.text_frame.paragraphs[0]
    for text, look in (
        ("They cost ", {}), ("61 ", {"strike": "sngStrike"}), ("64.5", {}),
        ("3", {"baseline": "30000"}), (" million on 12 km", {}), ("2", {"baseline": "30000"}),
        (" of land and save CO", {}), ("2", {"baseline": "-25000"}), (".", {}),
    ):  # fmt: skip
        run = paragraph.add_run()
        run.text = text
        for name, value in look.items():
            run._r.get_or_add_rPr().set(name, value)
    out = io.BytesIO()
    deck.save(out)
    article = one(out.getvalue(), "talk.pptx")
    said = "They cost 64.5 million on 12 km² of land and save CO2."
    assert article.text.split("\n\n") == ["Trams", said, STORY[1]]
    assert article.date == ""  # the library's own template has one


def test_reader_that_is_not_installed_names_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    from briefing.readers import sandbox

    monkeypatch.setattr(sandbox, "_INSIDE", True)
    monkeypatch.setitem(sys.modules, "pptx", None)
    (item,) = items(zipped(**{"[Content_Types].xml": "<a/>", "ppt/x.xml": "<a/>"}), "talk.pptx")
    assert isinstance(item, Skipped)
    assert item.reason.endswith("run: pip install 'onepage-briefing[slides]'")


# --- Tables -----------------------------------------------------------------------------------


def test_workbook_rows_below_a_header_are_articles() -> None:
    rows = [
        ["Press review of 12 June", "", ""],
        ["Headline", "Published", "Body"],
        ["Trams", dt.date(2024, 6, 12), TEXT],
        ["", "", ""],
        ["Nothing", "", ""],
    ]
    data = workbook({"News": rows, "Old": rows[1:3]}, hidden="Old")
    found = items(data, "review.xlsx")
    article = found[0]
    assert isinstance(article, Article)
    assert (article.title, article.date, article.location) == (
        "Trams", "2024-06-12", "review.xlsx#News!3",
    )  # fmt: skip
    assert article.text.split("\n\n") == ["Trams", *STORY]
    assert [type(item) for item in found] == [Article, Skipped]
    assert guess(data) == ".xlsx"


@pytest.mark.parametrize("name", ["date", "Pub Date", "PUBLISHED_AT"])
@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("30.08.2024", "2024-08-30"),
        ("30/08/2024", "2024-08-30"),
        ("08/30/2024", "2024-08-30"),
        ("04.03.2024", "2024-03-04"),
        ("03/04/2024", ""),
        ("30 августа 2024", "2024-08-30"),
        ("2024년 8월 30일", "2024-08-30"),
    ],
)
def test_a_column_of_dates_is_read_as_they_are_written(name: str, written: str, date: str) -> None:
    table = f'title,text,{name}\r\nTrams,"{STORY[0]}",{written}\r\n'
    assert one(table.encode(), "news.csv").date == date


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_csv_rows_are_articles(mark: str) -> None:
    head = mark.join(("title", "date", "outlet", "text"))
    row = mark.join(("Trams", "1718150400", "NaN", f'"{TEXT}"'))
    article = one(f"\ufeff{head}\r\n{row}\r\n\r\n".encode(), "news.csv")
    assert (article.title, article.date, article.outlet) == ("Trams", "2024-06-12", "")
    assert article.text.split("\n\n") == ["Trams", *STORY]


def test_fields_name_the_columns_and_the_nested_keys() -> None:
    fields = (("title", "meta.kicker"), ("text", "body.blocks.text"), ("date", "meta.at"))
    row = {
        "title": "not this",
        "meta": {"kicker": "Trams", "at": 1718150400000},
        "body": {"blocks": [{"text": STORY[0]}, {"kind": "picture"}, {"text": STORY[1]}]},
    }
    options = ReadOptions(cache="-", fields=fields)
    for name, data in (("a.jsonl", json.dumps(row)), ("a.json", json.dumps([row]))):
        article = one(data.encode(), name, options)
        assert article.text.split("\n\n") == ["Trams", *STORY]
        assert (article.title, article.date) == ("Trams", "2024-06-12")
    table = f"kicker,words\nTrams,{json.dumps(STORY[0])}\n".encode()
    options = ReadOptions(cache="-", fields=(("title", "kicker"), ("text", "words")))
    assert one(table, "a.csv", options).text.split("\n\n") == ["Trams", STORY[0]]


def test_row_without_a_text_says_what_it_has() -> None:
    (item,) = items(b'[{"kicker": "Trams", "words": "Eighteen."}]', "a.json")
    assert isinstance(item, Skipped)
    assert "'kicker', 'words'; name its field with --fields text=NAME" in item.reason


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("1718150400", "2024-06-12"), ("1718150400000", "2024-06-12"),
        ("1718150400.25", "2024-06-12"), ('"1718150400"', "2024-06-12"),
        ('"2024-06-12T23:30:00-05:00"', "2024-06-12"),
        ('"2024-06-12T00:30:00+09:00"', "2024-06-12"),
        ("20240612", "2024-06-12"), ("NaN", ""), ("null", ""), ("true", ""), ("12", ""),
    ],
)  # fmt: skip
def test_dates_of_records(written: str, date: str) -> None:
    row = f'{{"title": "Trams", "text": {json.dumps(STORY[0])}, "date": {written}}}'
    assert one(row.encode(), "a.jsonl").date == date


def test_json_of_a_service_and_of_one_article() -> None:
    row = {"headline": "Trams", "articleBody": f"<p>{STORY[0]}</p><p>{STORY[1]}</p>"}
    wrapped = {"status": "ok", "total": 2, "articles": [row, {"headline": "None"}]}
    found = items(json.dumps(wrapped).encode(), "a.json")
    assert [type(item) for item in found] == [Article, Skipped]
    assert isinstance(found[0], Article)
    assert found[0].text.split("\n\n") == ["Trams", *STORY]
    alone = one(json.dumps(row).encode(), "a.json")
    assert (alone.text, alone.location) == (found[0].text, "a.json")


# --- Mailboxes, messages, saved pages -----------------------------------------------------------

LETTER = (
    "From: News desk <news@wire.example>\nSubject: {0}\nDate: Tue, 11 Jun 2024 18:12:00 +0200\n"
    f"Content-Type: text/plain; charset=utf-8\n\n{TEXT}\n>From the depot they go to the centre.\n"
)


def mbox(*subjects: str) -> bytes:
    return "".join(
        f"From news@wire.example Tue Jun 11 18:12:00 2024\n{LETTER.format(subject)}\n"
        for subject in subjects
    ).encode()


def test_mailbox_is_an_article_per_message(tmp_path: Path) -> None:
    path = tmp_path / "news.mbox"
    path.write_bytes(mbox("Trams", "More trams"))
    found = read_path(path)
    assert [a.title for a in found if isinstance(a, Article)] == ["Trams", "More trams"]
    assert [a.location for a in found] == [f"{path}#1", f"{path}#2"]
    assert isinstance(found[0], Article)
    assert "From the depot they go" in found[0].text
    assert found == [*_located(items(path.read_bytes(), "news.mbox"), path)]
    assert guess(path.read_bytes()) == ".mbox"


def _located(found: list[Article | Skipped], path: Path) -> list[Article | Skipped]:
    from dataclasses import replace

    return [replace(f, location=f.location.replace("news.mbox", str(path), 1)) for f in found]


def test_mailbox_larger_than_any_file_is_read_in_constant_memory(tmp_path: Path) -> None:
    path = tmp_path / "news.mbox"
    path.write_bytes(mbox(*(f"Tram {n}" for n in range(40))))
    options = ReadOptions(cache="-", max_bytes=5_000)
    assert path.stat().st_size > options.max_bytes
    assert len([a for a in read_path(path, options) if isinstance(a, Article)]) == 40


def test_maildir_is_read_as_mails(tmp_path: Path) -> None:
    for name in ("cur", "new", "tmp"):
        (tmp_path / "box" / name).mkdir(parents=True)
    (tmp_path / "box/cur/1718122320.M1P2.host:2,S").write_text(LETTER.format("Trams"))
    (tmp_path / "box/new/1718122321.M1P3.host").write_text(LETTER.format("More trams"))
    (tmp_path / "box/tmp/1718122322.M1P4.host").write_text(LETTER.format("Half written"))
    (tmp_path / "box/dovecot-uidlist").write_text("3 V1")
    found = read_path(tmp_path / "box")
    assert [a.title if isinstance(a, Article) else a for a in found] == ["Trams", "More trams"]


def test_outlook_message_is_read_as_the_mail_that_it_was() -> None:
    page = f"<p>Dear all,</p><p>{STORY[0]}</p><p>{STORY[1]}</p><p>Best regards,<br>Ada</p>"
    plain = f"Dear all,\n\n{TEXT}\n\nBest regards,\nAda"
    for body in ({"plain": plain}, {"page": page}, {"plain": plain, "page": page}):
        data = outlook.compound(outlook.message("RE: Trams", **body))
        article = one(data, "trams.msg")
        assert article.text.split("\n\n") == ["Trams", *STORY]
        assert (article.outlet, article.date) == ("News desk", "2024-06-11")
    assert guess(data) == ".msg"


def test_attachments_of_an_outlook_message() -> None:
    inner = outlook.message("Inner story", TEXT, embedded=True)
    outer = outlook.message(
        "FW: files", "See attached.", files={"a.txt": TEXT.encode()}, inner=inner
    )
    found = items(outlook.compound(outer), "files.msg")
    assert [a.title for a in found if isinstance(a, Article)] == ["a", "Inner story"]


def test_outlook_items_that_are_no_messages() -> None:
    for kind, said in (("IPM.Contact", "no message"), ("IPM.Note.SMIME", "ask for it without")):
        (item,) = items(outlook.compound(outlook.message("Ada", "x", kind=kind)), "a.msg")
        assert isinstance(item, Skipped)
        assert said in item.reason


def test_saved_page_is_read_as_the_page() -> None:
    page = f"<html><head><title>Trams</title></head><body><h1>Trams</h1><p>{TEXT}</p></body></html>"
    data = (
        "From: <Saved by Browser>\nSnapshot-Content-Location: https://gazette.example/trams\n"
        'Subject: Trams\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n'
        "--b\nContent-Type: text/css\n\np {}\n--b\nContent-Type: text/html; charset=utf-8\n"
        f"Content-Transfer-Encoding: 8bit\n\n{page}\n--b--\n"
    ).encode()
    article = one(data, "trams.mhtml")
    assert STORY[0] in article.text
    assert "p {}" not in article.text
    assert article.url == "https://gazette.example/trams"
    assert guess(data) == ".mhtml"


# --- Archives ---------------------------------------------------------------------------------


def test_archive_is_the_files_in_it() -> None:
    inner = zipped(**{"deep.txt": TEXT})
    data = zipped(
        **{
            "b/two.md": f"# Two\n\n{TEXT}", "a/one.txt": TEXT, "__MACOSX/a/._one.txt": b"\0\1",
            "a/~$one.docx": b"lock", "picture.png": b"\x89PNG", "in.zip": inner,
            "bad.pdf": b"no pdf",
        }
    )  # fmt: skip
    found = items(data, "review.zip")
    assert [a.location for a in found if isinstance(a, Article)] == [
        "review.zip#a/one.txt", "review.zip#b/two.md", "review.zip#in.zip#deep.txt",
    ]  # fmt: skip
    assert [s.location for s in found if isinstance(s, Skipped)] == ["review.zip#bad.pdf"]


def test_archives_made_to_harm_cost_a_line() -> None:
    bomb = zipped(**{"a.txt": b"a" * 40_000_000})
    nested = TEXT.encode()
    for _ in range(5):
        nested = zipped(**{"a.zip": nested})
    many = zipped(**{f"{n}.txt": b"x" for n in range(2_100)})
    slip = zipped(**{"../../etc/x.txt": TEXT})
    for data, said in ((bomb, "unpacks to more"), (nested, "deep"), (many, "files")):
        (item,) = items(data, "a.zip")
        assert isinstance(item, Skipped)
        assert said in item.reason
    assert one(slip, "a.zip").location == "a.zip#../../etc/x.txt"


def test_workbook_of_the_old_format_is_read() -> None:
    import xlwt

    book, out = xlwt.Workbook(), io.BytesIO()
    sheet = book.add_sheet("Log")
    for number, row in enumerate((("title", "text"), ("Trams come", " ".join(STORY)))):
        for column, value in enumerate(row):
            sheet.write(number, column, value)
    book.save(out)
    assert guess(out.getvalue()) == ".xls"
    article = one(out.getvalue(), "log.xls")
    assert (article.title, STORY[0] in article.text) == ("Trams come", True)
