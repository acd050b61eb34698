# ruff: noqa: E501 (paragraphs of articles are one line each)
"""Small articles and briefs for tests, with true spans; the events in them are invented."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from briefing.model import (
    Article,
    Brief,
    Conflict,
    KeyFigure,
    Page,
    Point,
    Section,
    Skipped,
    SourceEntry,
)

GRID = """Karaberg Signs Loan for Two Gas-Fired Plants

KARABERG – The energy ministry signed a $1.4 billion loan on June 11 to build two gas-fired power plants in the Ilmen valley. The plants “will not raise tariffs before 2027,” Deputy Minister Aliya Serova said. She also told reporters that 2,300 people would work on the sites.

Finance Minister Timur Oskarov and Bank Director Lena Hart witnessed the signing. The loan runs for 18 years — three of them free of interest — and is guaranteed by the state. Opponents in parliament did not support the guarantee.

Meanwhile, the grid operator reported losses of 7.5% in May, down from 9.1% a year earlier. Coal still covers 62% of demand…"""

RAIL = """Ilmen Line Reopens After Floods

The Ilmen freight line reopened on Monday, nine weeks after floods washed away 14 kilometres of track. Some 2,600 people will work on two gas-fired plants in the valley, the regional office said. The operator has not yet said when passenger trains will return.

“We carried 31,000 tonnes of grain in the first two days,” said station master Pavel Dorn. Exporters welcomed the news [full list on page 4] and asked for lower fees."""

CLINIC = """Clinics to Open in Nine Districts

Nine district clinics will open by October, Health Minister Saule Bek told the cabinet on 10 June. Each clinic will have at least 12 doctors. The ministry did not name the districts.

A school programme on asthma reached 48,200 pupils last year, according to the ministry. AT&T-style billing was ruled out."""

TEXTS = (GRID, RAIL, CLINIC)
OUTLETS = ("Karaberg Courier", "Ilmen Post", "")
DATES = ("2024-06-12", "2024-06-11", "2024-06-10")
URLS = ("https://courier.example/grid?a=1&b=2", "", "")


def article_id(text: str) -> str:
    """The identifier as the reader gives it."""
    return hashlib.sha256(" ".join(text.split()).encode("utf-8")).hexdigest()[:16]


def make_article(
    text: str = GRID, *, outlet: str = "", date: str = "", url: str = "", location: str = "a.txt"
) -> Article:
    """An article whose title is the first paragraph of ``text``."""
    return Article(
        id=article_id(text),
        title=text.split("\n\n", maxsplit=1)[0],
        text=text,
        outlet=outlet,
        date=date,
        location=location,
        url=url,
    )


def make_articles(texts: Sequence[str] = TEXTS) -> list[Article]:
    """The three invented articles (or ``texts``) with outlet, date and link where they have one."""
    return [
        make_article(
            text,
            outlet=OUTLETS[i % 3],
            date=DATES[i % 3],
            url=URLS[i % 3],
            location=f"news/{i + 1}.txt",
        )
        for i, text in enumerate(texts)
    ]


def make_point(
    articles: Sequence[Article],
    source: int,
    quote: str,
    sector: str = "energy",
    *,
    shown: str = "",
    also_in: tuple[int, ...] = (),
    conflicts: tuple[Conflict, ...] = (),
) -> Point:
    """The point that quotes ``quote`` from source number ``source`` (1 is the first article)."""
    start = articles[source - 1].text.index(quote)
    return Point(
        text=shown or quote,
        quote=quote,
        source=source,
        start=start,
        end=start + len(quote),
        sector=sector,
        score=0.75,
        why=("lead", "names a figure"),
        sector_evidence=("power plant",),
        also_in=also_in,
        conflicts=conflicts,
    )


def make_sources(articles: Sequence[Article]) -> tuple[SourceEntry, ...]:
    """The numbered sources of ``articles``."""
    return tuple(
        SourceEntry(n, a.id, a.title, a.outlet, a.date, a.location, a.url)
        for n, a in enumerate(articles, 1)
    )


def make_brief(title: str = "Ilmen valley, weekly brief", date: str = "2024-06-12") -> Brief:
    """A brief of the three articles: a bottom line, three sections, brackets, a conflict."""
    a = make_articles()
    lead = a[0].text.split("\n\n")[1].split(" The plants")[0]
    jobs = "She also told reporters that 2,300 people would work on the sites."
    clash = (Conflict("2,300", 1), Conflict("2,600", 2))
    grid = "Meanwhile, the grid operator reported losses of 7.5% in May, down from 9.1% a year earlier."
    energy = (
        make_point(
            a,
            1,
            jobs,
            shown=jobs.replace("She also", "She [Aliya Serova] also"),
            also_in=(2,),
            conflicts=clash,
        ),
        make_point(a, 1, grid, shown=grid.replace("Meanwhile, the", "The")),
        make_point(a, 1, "Opponents in parliament did not support the guarantee."),
    )
    transport = (
        make_point(a, 2, a[1].text.split("\n\n")[1].split(" Some")[0], "transport"),
        make_point(a, 2, a[1].text.split("\n\n")[2].split(" Exporters")[0], "transport"),
        make_point(a, 2, "Exporters welcomed the news [full list on page 4] and asked for lower fees.",
                   "transport"),
    )  # fmt: skip
    health = (
        make_point(a, 3, a[2].text.split("\n\n")[1].split(" Each")[0], "health"),
        make_point(a, 3, a[2].text.split("\n\n")[2].split(" AT&T")[0], "health"),
    )
    return Brief(
        title=title,
        date=date,
        language="en",
        bottom_line=make_point(
            a, 1, lead, shown=lead.replace("KARABERG – The", "The"), also_in=(2,)
        ),
        sections=(
            Section("energy", "Energy", energy),
            Section("transport", "Transport", transport),
            Section("health", "Health", health),
        ),
        sources=make_sources(a),
        page=Page("a4", 0.94, 1),
        skipped=(Skipped("news/broken.pdf", "no text"),),
        left_out=4,
        articles=3,
        period=("2024-06-10", "2024-06-12"),
        key_figures=(
            KeyFigure("$1.4 billion", "loan", 1),
            KeyFigure("7.5%", "losses", 1),
            KeyFigure("48,200", "pupils", 3),
        ),
    )
