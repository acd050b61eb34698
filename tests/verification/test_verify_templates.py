"""Verify on any template: wherever it puts a point, an edit is named and nothing else is."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from factory import make_articles, make_brief
from houses import LEAD, NOTE_MARK, POINTS, cell, house, note, row, table, text_box

from briefing.config import Config
from briefing.model import Brief
from briefing.pipeline.verify import template_words
from briefing.training.wordxml import para, text, w
from briefing.verification import Verdict, VerifyReport, verify
from briefing.writers import WriteOptions
from briefing.writers.docx import write_docx

TYPED = POINTS.replace('"ListBullet"', '"Normal"')
ROWS = table(
    row(cell("{%tr for section in sections %}"), cell("")),
    row(cell("{%tr for point in section.points %}"), cell("")),
    row(cell("{{ section.title }}"), cell("{{ point }}", 6298)),
    row(cell("{%tr endfor %}"), cell("")),
    row(cell("{%tr endfor %}"), cell("")),
)
POINT = '<w:r><w:t xml:space="preserve">{{ point }}'
SECTOR_TAB = "<w:r><w:t>{{ section.title }}</w:t><w:tab/></w:r>"
PLAIN_SOURCES = (
    para("Normal", "Where it stands")
    + para("Normal", "{% for source in sources %}")
    + para("Normal", "[{{ source.n }}] {{ source.entry }}")
    + para("Normal", "{% endfor %}")
)
FIGURES = table(
    row(cell("{%tr for figure in key_figures %}"), cell("")),
    row(cell("{{ figure.value }}"), cell("{{ figure.label }}")),
    row(cell("{%tr endfor %}"), cell("")),
)
FIGURE_LINES = (
    para("Normal", "{% for figure in key_figures %}")
    + para("Normal", "{{ figure.value }} {{ figure.label }}")
    + para("Normal", "{% endfor %}")
)
TEMPLATES = {
    "plain": house(),
    "points in table rows": house(points=ROWS),
    "typed bullets": house(points=TYPED.replace("{{ point }}", "• {{ point }}")),
    "typed numbers": house(points=TYPED.replace("{{ point }}", "{{ loop.index }}. {{ point }}")),
    "letters in table rows": house(points=ROWS.replace("{{ point }}", "(a) {{ point }}")),
    "small roman numbers": house(points=TYPED.replace("{{ point }}", "iv) {{ point }}")),
    "key figures as lines": house(before=FIGURE_LINES),
    "number after": house(
        points=TYPED.replace("{{ point }}", "– {{ point.text }} ({{ point.source }})")
    ),
    **{
        name: house(points=TYPED.replace("{{ point }}", words))
        for name, words in {
            "sector before": "{{ section.title }}: {{ point }}",
            "sector in capitals": "{{ section.title | upper }} – {{ point }}",
            "sector and number": "{{ loop.index }}. {{ section.title }}: {{ point }}",
            "sector before the first": "{% if loop.first %}{{ section.title }}. {% endif %}"
            "{{ point }}",
            "sector in brackets": "[{{ section.title }}] {{ point }}",
            "sector after": "{{ point }} ({{ section.title }})",
            "outlet before": "{{ point.origin.outlet }}: {{ point }}",
            "outlet and day after": "{{ point.text }} ({{ point.origin.outlet }}, "
            "{{ point.origin.date }})",
            "title after": "{{ point.text }} ({{ point.origin.title }})",
            "entry after": "{{ point.text }} {{ point.origin }}",
            "quoted": "“{{ point.text }}” – {{ point.origin.outlet }}",
            "words of the house before": "For the board: {{ point }}",
        }.items()
    },
    "sector before a tab": house(points=TYPED.replace(POINT, SECTOR_TAB + POINT)),
    "no styles": house(
        head=para("Normal", "{{ title }}") + LEAD,
        points=TYPED.replace('"Heading2"', '"Normal"'),
        sources=PLAIN_SOURCES,
    ),
    "plain sources": house(sources=PLAIN_SOURCES),
    "no sources": house(sources=""),
    "text box": house(
        head=w("p", text_box(para("Normal", "{{ title }}") + LEAD, 16, 3)), points=POINTS
    ),
    "lead in the header": house(head=para("Title", "{{ title }}"), header=LEAD),
    "own words": house(
        before=w("p", text("For use inside the house only."), NOTE_MARK)
        + para("ListBullet", "Call the desk before ten."),
        **note("See the rules of the house."),
    ),
    "key figures in a table": house(before=FIGURES),
    "quotes beside": house(points=TYPED.replace("{{ point }}", "{{ point.text }}{{ point.refs }}")),
}


def written(template: bytes, brief: Brief | None = None) -> bytes:
    return write_docx(brief or make_brief(), WriteOptions(docx_template=template))


def edited(data: bytes, change: Callable[[str], str], part: str = "word/") -> bytes:
    """The document with its text changed, as an editor changes it: what is stored stays."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.startswith(part) and name.endswith(".xml"):
                content = change(content.decode()).encode()
            new.writestr(name, content)
    return out.getvalue()


def without_provenance(data: bytes) -> bytes:
    """As programs leave it that do not know custom XML, and rename styles."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            if not name.startswith("customXml/"):
                content = old.read(name)
                if name == "word/document.xml":
                    content = re.sub(rb'<w:pStyle w:val="(?!ListBullet)[^"]*"/>', b"", content)
                new.writestr(name, content)
    return out.getvalue()


def checked(data: bytes) -> VerifyReport:
    return verify(data, ".docx", make_articles())


def own_words(template: bytes, folder: Path) -> frozenset[str]:
    """The template's own words, as ``verify --template`` takes them."""
    file = folder / "house.docx"
    file.write_bytes(template)
    return template_words(Config(template=str(file)))


@pytest.mark.parametrize("name", TEMPLATES)
def test_an_unedited_brief_has_all_its_points_and_no_false_alarm(name: str) -> None:
    report = checked(written(TEMPLATES[name]))
    assert [check.text for check in report.checks if not check.ok] == []
    assert len(report.checks) == len(make_brief().points)


@pytest.mark.parametrize("name", TEMPLATES)
def test_without_what_was_stored_there_is_no_false_alarm_either(name: str, tmp_path: Path) -> None:
    data = without_provenance(written(TEMPLATES[name]))
    report = verify(data, ".docx", make_articles(), own=own_words(TEMPLATES[name], tmp_path))
    assert [check.text for check in report.checks if not check.ok] == []
    assert len(report.checks) == len(make_brief().points)


def negated(xml: str) -> str:
    assert " would " in xml or " will " in xml
    return xml.replace(" would ", " would not ").replace(" will ", " will not ")


@pytest.mark.parametrize("stored", [True, False])
@pytest.mark.parametrize("name", TEMPLATES)
def test_one_word_more_is_named_and_only_that(name: str, stored: bool, tmp_path: Path) -> None:
    data = written(TEMPLATES[name])
    point = max(make_brief().points, key=lambda p: len(p.text))
    words = point.text.split()
    at = next(i for i in range(4, len(words)) if words[i].isalpha())
    old, new = f"{words[at - 1]} {words[at]}", f"{words[at - 1]} hardly {words[at]}"

    def change(xml: str) -> str:
        for space in (" ", "\xa0"):
            xml = xml.replace(old.replace(" ", space), new.replace(" ", space))
        return xml

    if not stored:
        data = without_provenance(data)
    own = frozenset() if stored else own_words(TEMPLATES[name], tmp_path)
    report = verify(edited(data, change), ".docx", make_articles(), own=own)
    wrong = [check for check in report.checks if not check.ok]
    assert [check.verdict for check in wrong] == [Verdict.ALTERED]
    assert "hardly" in wrong[0].text


def test_points_that_an_editor_joined_are_no_alteration() -> None:
    data = written(house())
    bullet = '<w:pPr><w:pStyle w:val="ListBullet"/></w:pPr>'
    pair = re.compile(f"({bullet}(?:(?!</w:p>).)*)</w:p><w:p>{bullet}")

    def joined(xml: str) -> str:
        made, count = pair.subn(r"\1<w:r><w:t xml:space='preserve'> </w:t></w:r>", xml)
        assert count
        return made

    report = checked(edited(data, joined, "word/document"))
    assert report.ok
    shown = " ".join(check.text for check in report.checks)
    assert [p.text for p in make_brief().points if p.text not in shown] == []


def test_the_label_of_a_key_figure_is_checked() -> None:
    brief = make_brief()
    first, *others = brief.key_figures
    wrong = replace(brief, key_figures=(replace(first, label="deaths in the accident"), *others))
    ours = write_docx(wrong, WriteOptions())
    fresh = without_stored(ours)
    assert [c.reason for c in checked(fresh).checks if not c.ok] == [
        "'deaths' is not in the point of the key figure"
    ]
    turned = edited(
        write_docx(brief, WriteOptions()), lambda xml: xml.replace(f">{first.label}", ">pupils")
    )
    assert [c.reason for c in checked(turned).checks if not c.ok] == [
        "the label of the key figure was changed"
    ]


def test_the_label_of_a_key_figure_in_a_line_of_text_is_checked() -> None:
    figure = make_brief().key_figures[0]
    data = written(TEMPLATES["key figures as lines"])
    for old, new in (
        (f">{figure.label}<", f">deaths in {figure.label}<"),
        (f">{figure.value}<", f">{figure.value}9<"),
    ):
        changed = edited(data, lambda xml, a=old, b=new: xml.replace("\xa0", " ").replace(a, b))  # type: ignore[misc]
        wrong = [check for check in checked(changed).checks if not check.ok]
        assert wrong and all(not check.of_point for check in wrong)


def without_stored(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            if not name.startswith("customXml/"):
                new.writestr(name, old.read(name))
    return out.getvalue()


def test_an_invented_row_is_not_found() -> None:
    data = written(house(points=ROWS))
    point = make_brief().sections[0].points[0].text
    made_up = "Nobody in the valley has ever seen a plant burn gas so cleanly in winter [1]"

    def added(xml: str) -> str:
        at = xml.index("</w:tbl>")
        return xml[:at] + row(cell("Energy"), cell(made_up)) + xml[at:]

    report = checked(edited(data, added, "word/document"))
    assert point
    assert [check.verdict for check in report.checks if not check.ok] == [Verdict.NOT_FOUND]


PARAGRAPH = re.compile(r"<w:p>(?:(?!</w:p>).)*The Ilmen freight line(?:(?!</w:p>).)*</w:p>")
OTHER_TITLES = {
    "sector before": ("Transport", "Transprot"),
    "sector in capitals": ("TRANSPORT", "TRANSPORTS"),
    "sector and number": ("Transport", "Fraud"),
    "sector before the first": ("Transport", "No transport"),
    "sector before a tab": ("Transport", "Sports"),
    "sector after": ("Transport", "Not transport"),
    "outlet before": ("Ilmen Post", "Karaberg Courier"),
    "outlet and day after": ("Ilmen Post", "Ilmen Past"),
    "words of the house before": ("For the board", "For the bored"),
}


@pytest.mark.parametrize("name", OTHER_TITLES)
def test_other_words_beside_a_point_than_a_template_has_are_named(name: str) -> None:
    """Nothing is stored but the keywords of the document."""
    old, new = OTHER_TITLES[name]

    def change(xml: str) -> str:
        changed = PARAGRAPH.sub(lambda m: m[0].replace(old, new).replace(old.upper(), new), xml)
        assert changed != xml
        return changed

    data = edited(without_provenance(written(TEMPLATES[name])), change, "word/document")
    wrong = [check for check in checked(data).checks if not check.ok]
    assert [check.verdict for check in wrong] == [Verdict.ALTERED]
    assert new in wrong[0].text


def test_words_that_an_editor_puts_before_a_point_are_named() -> None:
    def change(xml: str) -> str:
        return xml.replace("The Ilmen freight", "Fraud: The Ilmen freight")

    data = edited(without_provenance(written(house())), change, "word/document")
    wrong = [check for check in checked(data).checks if not check.ok]
    assert [check.text[:10] for check in wrong] == ["Fraud: The"]


def test_the_template_tells_its_words_before_a_single_point(tmp_path: Path) -> None:
    template = house(head=para("Title", "{{ title }}") + para("Normal", "Kurz: {{ bottom_line }}"))
    data = without_provenance(written(template))
    own = own_words(template, tmp_path)
    assert verify(data, ".docx", make_articles(), own=own).ok
    assert [check.text[:5] for check in checked(data).checks if not check.ok] == ["Kurz:"]
    changed = edited(data, lambda xml: xml.replace("Kurz: ", "Kaum: "), "word/document")
    assert not verify(changed, ".docx", make_articles(), own=own).ok


def test_an_altered_entry_in_round_brackets_shifts_no_other_number() -> None:
    rows = PLAIN_SOURCES.replace("[{{ source.n }}]", "({{ source.n }})")
    data = written(house(points=ROWS, sources=rows))
    changed = edited(data, lambda xml: xml.replace("Karaberg Signs Loan", "Karaberg Repays Debt"))
    report = checked(changed)
    assert [check.reason for check in report.checks if not check.ok and check.of_point] == []


def test_an_entry_with_the_words_of_a_key_figure_is_no_key_figure() -> None:
    brief = make_brief()
    title = brief.sources[0].title
    figure = replace(brief.key_figures[0], label=f"{title} of the state", source=1)
    data = written(TEMPLATES["no styles"], replace(brief, key_figures=(figure,)))
    assert [check.text for check in checked(data).checks if not check.ok] == []


EDITS = 150


def swapped(xml: str, word: str, new: str) -> str:
    """Text of a part with a word replaced wherever it stands."""
    pattern = re.compile(rf"(?<![\w“])({re.escape(word)})(?!\w)")
    return re.sub(r"(<w:t[^>]*>)([^<]*)", lambda m: m[1] + pattern.sub(new, m[2]), xml)


def test_random_edits_on_all_templates_are_named_each() -> None:
    """An edit turns a word round, adds a letter, or puts a word before it."""
    chance = random.Random(11)
    missed = []
    for turn in range(EDITS):
        name = chance.choice(sorted(TEMPLATES))
        point = chance.choice(make_brief().points)
        word = chance.choice(
            re.findall(r"(?<![\w“])[a-z]{4,}(?!\w)", re.sub(r"\[.*?\]", "", point.text))
        )
        new = chance.choice([word[::-1], f"{word}s", f"not {word}"])
        data = edited(written(TEMPLATES[name]), partial(swapped, word=word, new=new))
        if checked(data).ok:
            missed.append((turn, name, word, new))
    assert missed == []
