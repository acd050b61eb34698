"""Hundreds of random edits: every alteration is caught, and none is claimed where there is none."""

from __future__ import annotations

import io
import json
import random
import re
from collections.abc import Callable
from dataclasses import dataclass

import docx
import pytest
from factory import make_article, make_point, make_sources
from stories import load_stories

from briefing.model import Article, Brief, Section
from briefing.verification import read_page, verify
from briefing.verification.normalise import fold
from briefing.writers import WRITERS, WriteOptions
from briefing.writers.markdown_escape import escape

EDITS = {"md": 220, "json": 220, "docx": 120}
"""Random edits of each format, every second an alteration: 560 in all."""

SENTENCE = re.compile(r"[A-Z“][^\n]*?[.?!]”?(?=\s+[A-Z“]|\n|$)")


def sources() -> list[Article]:
    return [
        make_article("\n\n".join((s.title, *s.paragraphs)), outlet=s.outlet, date=s.date, url=s.url)
        for s in load_stories()
    ]


def sentences(article: Article) -> list[str]:
    body = article.text.split("\n\n", 1)[1]
    found = [m[0] for m in SENTENCE.finditer(body) if 40 < len(m[0]) < 400 and "[" not in m[0]]
    return [s for s in found if article.text.count(s) == 1]


@dataclass
class Case:
    """A brief of random sentences, as its file, with the texts of its points in order."""

    data: bytes
    texts: list[str]
    articles: list[Article]


def make_case(chance: random.Random, form: str) -> Case:
    articles = chance.sample(sources(), 4)
    pool = {s: n for n, a in enumerate(articles, 1) for s in sentences(a)}
    alone = sorted(s for s in pool if sum(s in other for other in pool) == 1)
    chosen = [(pool[s], s) for s in chance.sample(alone, 9)]
    points = [make_point(articles, n, s, also_in=(n % 4 + 1,)) for n, s in chosen]
    sections = (
        Section("energy", "Energy", tuple(points[1:5])),
        Section("health", "Health", tuple(points[5:])),
    )
    brief = Brief("Brief", "2024-06-12", "en", points[0], sections, make_sources(articles))
    data = WRITERS[form](brief, WriteOptions())
    return Case(data, [p.text for p in points], articles)


# Alterations: each gives the new text of a point, or None where it has nothing to alter.


def change_digit(chance: random.Random, text: str, _: str) -> str | None:
    digits = [m.start() for m in re.finditer(r"\d", text)]
    if not digits:
        return None
    at = chance.choice(digits)
    return text[:at] + chance.choice([d for d in "0123456789" if d != text[at]]) + text[at + 1 :]


def swap_names(chance: random.Random, text: str, _: str) -> str | None:
    names = [m.span() for m in re.finditer(r"\b[A-Z][a-z]+\b", text)]
    if len(names) < 2:
        return None
    (a, b), (c, d) = sorted(chance.sample(names, 2))
    return text[:a] + text[c:d] + text[b:c] + text[a:b] + text[d:]


def drop_word(chance: random.Random, text: str, _: str) -> str | None:
    words = text.split(" ")
    no = [i for i, w in enumerate(words) if w in ("not", "no", "never", "without")]
    at = chance.choice(no or range(len(words)))
    return " ".join(words[:at] + words[at + 1 :])


def join(_: random.Random, text: str, other: str) -> str:
    return f"{text[:-1]}, and {other[0].lower()}{other[1:]}"


def run_on(_: random.Random, text: str, other: str) -> str:
    return f"{text} {other}"


def cut_end(chance: random.Random, text: str, _: str) -> str | None:
    words = text.split(" ")
    return " ".join(words[: chance.randrange(3, len(words) - 1)]) + "." if len(words) > 6 else None


def change_letter(chance: random.Random, text: str, _: str) -> str:
    at = chance.choice([m.start() for m in re.finditer(r"[A-Za-z]", text)])
    return text[:at] + ("e" if text[at] not in "eE" else "o") + text[at + 1 :]


ALTERATIONS = [change_digit, swap_names, drop_word, join, run_on, cut_end, change_letter]


# What a word processor or a wiki does by itself.


def retype(chance: random.Random, text: str) -> str:
    turns = [
        ("“", '"'), ("”", '"'), ("’", "'"), ("‘", "'"), ("–", "-"), ("–", "--"), ("—", "--"),
        ("…", "..."), (" ", "\u00a0"), ("-", "\u2011"), ("'", "’"), ('"', "”"), ("-", "–"),
    ]  # fmt: skip
    for old, new in chance.sample(turns, 6):
        text = text.replace(old, new)
    return text


def altered(chance: random.Random, case: Case) -> tuple[int, str]:
    while True:
        at = chance.randrange(len(case.texts))
        other = chance.choice([t for i, t in enumerate(case.texts) if i != at])
        new = chance.choice(ALTERATIONS)(chance, case.texts[at], other)
        if new and not any(fold(new) in fold(a.text) for a in case.articles):
            return at, new


# Ways to put new texts into a file; ``order`` gives the bullets of the first section a new order.


def edit_md(data: bytes, old: list[str], new: list[str], order: list[int]) -> bytes:
    turned = {escape(a): escape(b) for a, b in zip(old, new, strict=True)}
    lines = data.decode("utf-8").split("\n")
    for number, line in enumerate(lines):
        if line[:2] in ("- ", "> ") and not line.startswith("> **"):
            words, mark, rest = line[2:].partition("[^")
            lines[number] = line[:2] + turned.pop(words) + mark + rest
    assert not turned
    places = [i for i, line in enumerate(lines) if line.startswith("- ")][: len(order)]
    moved = [lines[places[i]] for i in order]
    for place, line in zip(places, moved, strict=True):
        lines[place] = line
    return "\n".join(lines).encode("utf-8")


def edit_json(data: bytes, old: list[str], new: list[str], order: list[int]) -> bytes:
    brief = json.loads(data)
    turned = dict(zip(old, new, strict=True))
    for point in [brief["bottom_line"], *(p for s in brief["sections"] for p in s["points"])]:
        point["text"] = turned[point["text"]]
    points = brief["sections"][0]["points"]
    points[: len(order)] = [points[i] for i in order]
    return json.dumps(brief).encode("utf-8")


def edit_docx(data: bytes, old: list[str], new: list[str], order: list[int]) -> bytes:
    document = docx.Document(io.BytesIO(data))
    runs = {r.text.replace("\xa0", " ").strip(): r for p in document.paragraphs for r in p.runs}
    for before, after in zip(old, new, strict=True):
        runs[before].text = after
    bullets = [p for p in document.paragraphs if "Bullet" in str(p.style and p.style.name)]
    bullets = bullets[: len(order)]
    anchor = bullets[0]._p.getprevious()
    for index in reversed(order):
        anchor.addnext(bullets[index]._p)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


EDITORS: dict[str, Callable[[bytes, list[str], list[str], list[int]], bytes]] = {
    "md": edit_md,
    "json": edit_json,
    "docx": edit_docx,
}


@pytest.mark.parametrize("form", EDITORS)
def test_every_alteration_is_caught_and_none_is_claimed(form: str) -> None:
    chance = random.Random(f"edits of {form}")
    case = make_case(chance, form)
    for turn in range(EDITS[form]):
        if turn % 20 == 0:
            case = make_case(chance, form)
        order = chance.sample(range(4), 4)
        new = [retype(chance, text) for text in case.texts]
        bad = ""
        if turn % 2:
            at, bad = altered(chance, case)
            new[at] = bad
        data = EDITORS[form](case.data, case.texts, new, order)
        report = verify(data, form, case.articles)
        assert len(report.checks) == len(case.texts)
        wrong = [fold(check.text) for check in report.checks if not check.ok]
        assert wrong == ([fold(bad)] if bad else []), turn


def test_removing_marks_bullets_and_provenance_changes_nothing() -> None:
    chance = random.Random(5)
    case = make_case(chance, "md")
    page = re.sub(r"\A---\n.*?\n---\n", "", case.data.decode(), flags=re.DOTALL)
    bare = re.sub(r"\s*\[\^\d+\](?!:)", "", page)
    starred = re.sub(r"^- ", "* ", page, flags=re.MULTILINE)
    wrapped = re.sub(r"(.{50}\S*) ", r"\1\n  ", page)
    for text in (page, bare, starred, wrapped):
        report = verify(text.encode(), "md", case.articles)
        assert report.ok
        assert [fold(c.text) for c in report.checks] == [fold(t) for t in case.texts]


def test_a_page_reads_the_same_in_all_forms() -> None:
    for seed in range(5):
        texts = []
        for form in EDITORS:
            case = make_case(random.Random(seed), form)
            points = read_page(case.data, form).points
            texts.append([point.text for point in points if point.certain])
        assert texts[0] == texts[1] == texts[2]
