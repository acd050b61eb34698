"""Make-believe briefs and templates for the page: random, from a seed, in several scripts."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from briefing.errors import TemplateError
from briefing.layout.measure import Layout
from briefing.model import Brief, Conflict, KeyFigure, Page, Point, Section, SourceEntry

WORDS = (
    "the a of in to and for on with as by from at that over under between after before until "
    "minister company parliament government agency regional northern long-term "
    "agreement project refinery railway harbour hospital university pipeline power-plant budget "
    "inflation investment export-oriented growth increased announced opened signed approved "
    "delayed expanded doubled fell rose remains expects plans cooperation memorandum tonnes "
    "percent million 2,300 9.6 14% $4.5 2024–2026 €1.2 km/h oil/gas third second first new "
    "construction modernisation infrastructure telecommunications well-known state-owned"
).split()
SCRIPTS = {
    "en": WORDS,
    "ru": (
        "министр правительство соглашение строительство электростанция железная дорога рост "
        "экспорт на в и по с из до между года миллиардов тонн процентов увеличился подписан"
    ).split(),
    "kk": (
        "үкімет келісім құрылысы электр қуаты жаңа өңірде ғылым әкімдік ұлттық банк теміржол "
        "және мен үшін бойынша жылы миллиард теңге өсімі қол қойды Қазақстан Өскемен"
    ).split(),
    "el": (
        "κυβέρνηση συμφωνία κατασκευή σιδηρόδρομος αύξηση εξαγωγές και στο για με από μεταξύ "
        "εκατομμύρια τόνοι ποσοστό υπουργός Ελλάδα Θεσσαλονίκη ενέργεια"
    ).split(),
    "ko": (
        "정부는 새로운 협력 협정을 체결했다 경제 성장 수출 증가 원자력 발전소 건설 사업 투자"
    ).split(),
}
SECTORS = (
    "Energy Mining Infrastructure Transport Manufacturing Finance Technology Telecom Health "
    "Education Agriculture Environment Defence Diplomacy Labour Tourism Space"
).split()
TITLES = (
    "Brief",
    "Energy and finance: the week in brief",
    "State visit: trade, energy and transport agreements signed as the leaders meet for a third "
    "time this year and agree to meet again before winter",
)
FIGURES = (
    KeyFigure("$9.6 bn", "bilateral trade last year", 1),
    KeyFigure("2,300", "jobs at the new plant in the northern region", 1),
    KeyFigure("14%", "share of exports", 1),
    KeyFigure("3.5 million", "tonnes of grain expected this season", 1),
    KeyFigure("12 June", "opening of the line", 1),
)


def sentence(rng: random.Random, language: str = "en", words: int = 0) -> str:
    """A sentence of random words; about as long as those of news, or ``words`` long."""
    count = words or max(5, round(rng.gauss(22, 8)))
    text = " ".join(rng.choice(SCRIPTS[language]) for _ in range(count))
    return text[0].upper() + text[1:] + "."


@dataclass(frozen=True)
class Shape:
    """What is unusual about a brief: words a sentence, points a section, sources a point, title."""

    words: int = 0
    per_section: int = 3
    sources: tuple[int, ...] = (1, 1, 1, 2, 3)
    title: str = ""


USUAL = Shape()
HARD = {
    "very long sentences": Shape(words=150),
    "short sentences": Shape(words=4),
    "forty sectors": Shape(words=6, per_section=1),
    "a long source list": Shape(words=9, sources=(7,)),
    "no sectors": Shape(per_section=10_000),
    "a title of three lines": Shape(
        title="Ministers agree on ports, rail and the price of gas " * 3
    ),
}


def stock(
    rng: random.Random, articles: int, points: int, language: str = "en", shape: Shape = USUAL
) -> list[Point]:
    """Points of ``articles`` articles; source numbers are still article numbers from 1."""
    made = []
    for _ in range(points):
        text = sentence(rng, language, shape.words)
        others = rng.sample(range(1, articles + 1), min(articles, rng.choice(shape.sources)))
        also = tuple(others[1:])
        conflicts = ()
        if also and rng.random() < 0.2:
            conflicts = (Conflict("2,300", others[0]), Conflict("2,600", also[0]))
        made.append(
            Point(
                text, text, others[0], 0, len(text), "", 0.5, ("lead",), ("oil",), also, conflicts
            )
        )
    return made


def compose(points: list[Point], base: Brief, shape: Shape = USUAL) -> Brief:
    """A brief of ``points`` in sections, with their sources numbered by first mention."""
    numbers: dict[int, int] = {}
    for point in points:
        for article in (point.source, *point.also_in):
            numbers.setdefault(article, len(numbers) + 1)
    shown = [
        replace(
            p,
            source=numbers[p.source],
            also_in=tuple(numbers[a] for a in p.also_in),
            conflicts=tuple(replace(c, source=numbers[c.source]) for c in p.conflicts),
        )
        for p in points
    ]
    lead, rest = (shown[0], shown[1:]) if len(shown) > 3 else (None, shown)
    count = max(1, len(rest) // shape.per_section)
    names = [SECTORS[i % len(SECTORS)] for i in range(count)]
    sections = tuple(
        Section(name.lower(), name, tuple(rest[i::count])) for i, name in enumerate(names)
    )
    listed = tuple(base.sources[a - 1] for a in numbers)
    sources = tuple(replace(s, n=i) for i, s in enumerate(listed, 1))
    title = shape.title.strip() or base.title
    return replace(base, title=title, bottom_line=lead, sections=sections, sources=sources)


def base_brief(rng: random.Random, articles: int, language: str = "en") -> Brief:
    """Title, date, figures and all sources of a brief that has no points yet."""
    sources = tuple(
        SourceEntry(
            n,
            f"{n:016x}",
            sentence(rng, language, rng.randint(4, 14)).rstrip("."),
            rng.choice(("The Daily Gazette", "Steppe Wire", "")),
            rng.choice(("2024-06-12", "2024-05-30", "")),
            f"story-{n}.txt",
            f"https://example.org/{n}" if rng.random() < 0.7 else "",
        )
        for n in range(1, articles + 1)
    )
    figures = FIGURES[: rng.choice((0, 3, 4, 5))]
    return Brief(
        rng.choice(TITLES),
        "2024-06-12",
        language,
        None,
        (),
        sources,
        articles=articles,
        period=("2024-06-10", "2024-06-12"),
        key_figures=figures,
    )


def fitted(
    rng: random.Random,
    layout: Layout,
    articles: int,
    language: str = "en",
    shape: Shape = USUAL,
) -> Brief:
    """The brief with the most points, tried in turn, that the measurement says fit.

    Raises :class:`TemplateError` where none does, as for a text box too low for the title.
    """
    base = base_brief(rng, articles, language)
    chosen: list[Point] = []
    best = None
    for point in stock(rng, articles, 25 + 3 * articles, language, shape):
        tried = compose([*chosen, point], base, shape)
        if layout.measure(tried).fits:
            chosen, best = [*chosen, point], tried
    if best is None:
        first = compose(stock(rng, articles, 1, language, shape), base, shape)
        raise TemplateError(layout.overfull_box(first) or "no point fits")
    fill = layout.measure(best)
    return replace(best, page=Page("a4", fill.share, fill.pages, fill.column_break))
