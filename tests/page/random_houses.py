"""Random house templates, each from its seed: what houses put in Word, in any mixture."""

from __future__ import annotations

import random
from collections.abc import Callable

from houses import (
    LEAD,
    NOTE_MARK,
    PICTURE,
    POINTS,
    SOURCES,
    House,
    cell,
    control,
    field,
    floating,
    framed,
    note,
    picture,
    row,
    table,
    text_box,
)

from briefing.training.wordxml import para, spacing, text, w

FONTS = (
    "Calibri", "Cambria", "Arial", "Times New Roman", "Helvetica", "Arial Narrow", "Georgia",
    "Segoe UI", "Verdana", "Tahoma", "Open Sans", "Aptos", "Garamond", "PT Serif", "Montserrat",
    "Malgun Gothic", "SimSun", "House Grotesk",
)  # fmt: skip
PAPERS = ((11906, 16838), (12240, 15840), (16838, 11906), (10319, 14571), (11340, 15307))
WORDS = (
    "house desk river valley note press review board office staff weekly morning edition".split()
)

Random = random.Random


def house_from(seed: int) -> bytes:
    """The template of a seed."""
    rng = Random(seed)
    page = rng.choice(PAPERS)
    side = rng.choice((850, 1134, 1304, 1701))
    margins = (rng.choice((850, 1134, 1701)), side, rng.choice((850, 1134, 1701)), side)
    width = page[0] - 2 * side
    more: dict[str, object] = {}
    before = "".join(rng.choice(BLOCKS)(rng, width) for _ in range(rng.choice((0, 1, 1, 2, 3))))
    if rng.random() < 0.1:
        before += w("p", text(phrase(rng, 3)), NOTE_MARK)
        more = note(phrase(rng, rng.choice((5, 30))))
    parts = {"word/media/mark.png": PICTURE["parts"]["word/media/mark.png"]}  # type: ignore[index]
    parts |= more.get("parts", {})  # type: ignore[arg-type]
    relations = (*PICTURE["relations"], *more.get("relations", ()))  # type: ignore[misc]
    settings = w("gutterAtTop") if rng.random() < 0.1 else ""
    grid = rng.choice((0, 0, 0, 0, 312, 360, 400))
    section = w("docGrid", type="lines", linePitch=grid) if grid else ""
    head = para("Title", "{{ title }}") + (LEAD if rng.random() < 0.8 else "")
    sources = rng.choice((SOURCES, SOURCES, "", plain_sources()))
    if rng.random() < 0.2:
        head += w("p", w("pPr", section_end(page, margins, section)))
        columns = w("cols", num=2, space=rng.choice((360, 720)))
        inner = w("type", val="continuous")
        return House(
            head=head, before=before, points=points(rng, width // 2 - 400), sources=sources,
            page=page, margins=margins, section=columns + section, inner=inner,
            font=rng.choice(FONTS), size=rng.choice((18, 20, 22)), bullet=bullet(rng),
            parts=parts, relations=relations,
        ).build()  # fmt: skip
    return House(
        head=head,
        before=before,
        points=points(rng, width),
        sources=sources,
        after=rng.choice(("", "", table(row(cell(phrase(rng, 2)), cell(phrase(rng, 4)))))),
        page=page,
        margins=margins,
        header=rng.choice(MARGINS)(rng, width) if rng.random() < 0.6 else "",
        footer=rng.choice(MARGINS)(rng, width) if rng.random() < 0.6 else "",
        section=section,
        gutter=rng.choice((0, 0, 0, 284)),
        font=rng.choice(FONTS),
        size=rng.choice((18, 20, 22, 24)),
        bullet=bullet(rng),
        settings=settings,
        parts=parts,
        relations=relations,
    ).build()


def phrase(rng: Random, count: int) -> str:
    """Some words, with a capital."""
    return " ".join(rng.choice(WORDS) for _ in range(count)).capitalize()


def section_end(page: tuple[int, int], margins: tuple[int, int, int, int], grid: str) -> str:
    """Section properties of the part above two columns."""
    top, right, bottom, left = margins
    return w(
        "sectPr", w("pgSz", w=page[0], h=page[1]),
        w("pgMar", top=top, right=right, bottom=bottom, left=left, header=567, footer=567,
          gutter=0),
        grid,
    )  # fmt: skip


def bullet(rng: Random) -> str:
    """The paragraph properties of the style of points."""
    lines: dict[str, object] = rng.choice(
        (
            {},
            {},
            {"line": 264, "lineRule": "auto"},
            {"line": 300, "lineRule": "auto"},
            {"line": 280, "lineRule": "atLeast"},
        )
    )
    space = w("spacing", before=rng.choice((0, 0, 40)), after=rng.choice((0, 60, 120)), **lines)
    flags = w("keepLines") if rng.random() < 0.2 else ""
    flags += w("widowControl", val=0) if rng.random() < 0.2 else ""
    return flags + space


def points(rng: Random, width: int) -> str:
    """How the points are set."""
    first = rng.choice((1500, 2000, 2600))
    rows = table(
        row(cell("{%tr for section in sections %}", first), cell("", width - first)),
        row(cell("{%tr for point in section.points %}", first), cell("", width - first)),
        row(cell("{{ section.title }}", first), cell("{{ point }}", width - first)),
        row(cell("{%tr endfor %}", first), cell("", width - first)),
        row(cell("{%tr endfor %}", first), cell("", width - first)),
        widths=(first, width - first),
    )
    inner = (
        para("Normal", "{% for point in section.points %}")
        + para("ListBullet", "{{ point }}")
        + para("Normal", "{% endfor %}")
    )
    sectors = table(
        row(cell("{%tr for section in sections %}", first), cell("", width - first)),
        row(cell(para("Heading2", "{{ section.title }}"), first), cell(inner, width - first)),
        row(cell("{%tr endfor %}", first), cell("", width - first)),
        widths=(first, width - first),
    )
    typed = POINTS.replace('"ListBullet"', '"Normal"').replace("{{ point }}", "– {{ point }}")
    held = control(POINTS)
    return rng.choice((POINTS, POINTS, POINTS, typed, rows, sectors, held))


def plain_sources() -> str:
    """Sources without a heading style and without a list."""
    return (
        para("Normal", "Where it stands")
        + para("Normal", "{% for source in sources %}")
        + para("Normal", "[{{ source.n }}] {{ source.entry }}")
        + para("Normal", "{% endfor %}")
    )


# -- blocks before the title


def some_table(rng: Random, width: int) -> str:
    first = rng.choice((1200, 2400, 3600))
    kind = rng.choice(("pct", "auto"))
    merged = rng.random() < 0.3
    inset = w("tcMar", *(w(s, w=rng.choice((60, 200)), type="dxa") for s in ("top", "left")))
    height = w("trHeight", val=rng.choice((400, 800))) if rng.random() < 0.3 else ""
    rest = width - first if kind == "pct" else min(3000, width - first)
    side = (
        (w("vMerge", val="restart"), w("vMerge")) if merged else (inset * (rng.random() < 0.3), "")
    )
    return table(
        row(cell(phrase(rng, rng.choice((1, 6))), first, side[0]), cell("{{ date }}", rest),
            more=height),
        row(cell("" if merged else "{{ issuer }}", first, side[1]), cell(phrase(rng, 9), rest)),
        widths=(first, rest), kind=kind,
    ) + w("p", w("pPr", spacing(0, rng.choice((0, 120)))))  # fmt: skip


def some_text(rng: Random, _: int) -> str:
    return w("p", w("pPr", spacing(0, rng.choice((0, 60, 200)))), text(phrase(rng, 8)))


def some_picture(rng: Random, _: int) -> str:
    return w("p", picture(rng.choice((2, 5, 9)), rng.choice((0.6, 1.2))), text(phrase(rng, 7)))


def some_float(rng: Random, _: int) -> str:
    wrap = rng.choice(("wrapSquare", "wrapSquare", "wrapTopAndBottom", "wrapNone"))
    place = rng.choice(("paragraph", "page", "margin"))
    return w(
        "p",
        floating(rng.choice((3, 5)), rng.choice((1, 3)), wrap, 0, rng.choice((0, 1)), place),
        text(phrase(rng, 5)),
    )


def some_frame(rng: Random, _: int) -> str:
    at: dict[str, object] = rng.choice(
        (
            {"vAnchor": "page", "hAnchor": "page", "x": 7000, "y": 567},
            {"vAnchor": "text", "hAnchor": "margin", "x": 0, "y": 1},
        )
    )
    height: dict[str, object] = {"h": 1400, "hRule": "exact"} if rng.random() < 0.5 else {}
    wrap = rng.choice(("around", "around", "notBeside"))
    return "".join(
        framed(phrase(rng, 2), w=3000, wrap=wrap, **height, **at) for _ in range(rng.randint(1, 5))
    )


def some_floating_table(rng: Random, _: int) -> str:
    place = w(
        "tblpPr", leftFromText=141, rightFromText=141,
        vertAnchor=rng.choice(("text", "page", "margin")), horzAnchor="margin",
        tblpXSpec=rng.choice(("left", "right")), tblpY=rng.choice((1, 600)),
    )  # fmt: skip
    rows = (row(cell("Desk", 1400), cell(phrase(rng, 1), 1400)) for _ in range(rng.randint(1, 4)))
    return table(*rows, widths=(1400, 1400), kind="auto", more=place) + some_text(rng, 0)


def some_box(rng: Random, _: int) -> str:
    return w("p", text_box(para("Normal", "{{ date }}") + para("Normal", "{{ issuer }}"), 6, 2))


def some_control(rng: Random, _: int) -> str:
    return control(para("Normal", "{{ date_line }}"), w("showingPlcHdr"))


def some_field(rng: Random, _: int) -> str:
    return w("p", text("On "), field("DATE", "1 May 2020"))


def nothing(rng: Random, _: int) -> str:
    return w("p") * rng.randint(1, 2)


Block = Callable[[Random, int], str]
BLOCKS: tuple[Block, ...] = (
    some_table, some_text, some_picture, some_float, some_frame, some_floating_table, some_box,
    some_control, some_field, nothing,
)  # fmt: skip


def margin_text(rng: Random, _: int) -> str:
    return para("Normal", phrase(rng, 4)) * rng.randint(1, 3)


def margin_table(rng: Random, width: int) -> str:
    inner = w("p", w("pPr", spacing(0, rng.choice((0, 240)))), text(phrase(rng, 2)))
    cells = (cell(inner, width // 2), cell(phrase(rng, 3), width - width // 2))
    return table(row(*cells), widths=(width // 2, width - width // 2)) + w(
        "p", w("pPr", spacing(0, 0))
    )


def margin_tag(rng: Random, _: int) -> str:
    return w("p", text("{{ title }}, "), field("PAGE", "1"))


MARGINS: tuple[Block, ...] = (margin_text, margin_table, margin_tag)
