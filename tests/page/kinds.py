"""Kinds of house templates that have gone wrong somewhere: one small template for each."""

from __future__ import annotations

from collections.abc import Mapping

from houses import (
    NOTE_MARK,
    PICTURE,
    POINTS,
    House,
    cell,
    control,
    field,
    floating,
    framed,
    growing,
    house,
    note,
    picture,
    row,
    style,
    table,
    text_box,
)

from briefing.training.wordxml import para, spacing, text, w

POINT_RUN = '<w:r><w:t xml:space="preserve">{{ point }}'
DESK = "Directorate of Rivers, press review for the board and its guests"


GRID = w("docGrid", type="lines", linePitch=360)


LONG = (
    para("Normal", "{{ bottom_line }}")
    + para("Normal", f"{DESK}. " * 2)
    + para("Normal", "{{ date }}")
)
"""Paragraphs of a text box, higher than the box was drawn."""


def _rows() -> str:
    """Points as rows of a table."""
    loops = ("{%tr for section in sections %}", "{%tr for point in section.points %}")
    return table(
        *(row(cell(loop), cell("")) for loop in loops),
        row(cell("{{ section.title }}"), cell("{{ point }}", 6298)),
        *(row(cell("{%tr endfor %}"), cell("")) for _ in loops),
    )


def _spaced(after: int, shown: str) -> str:
    return w("p", w("pPr", spacing(0, after)), text(shown) if shown else "")


def _framed(count: int, **frame: object) -> str:
    return "".join(framed(f"Sender, line {n}", **frame) for n in range(count))


def kinds() -> Mapping[str, bytes]:
    """Every kind by name."""
    two = row(cell(_spaced(360, "Directorate")), cell(_spaced(0, "1 River Street")))
    raised = POINT_RUN.replace("<w:r>", '<w:r><w:rPr><w:position w:val="12"/></w:rPr>')
    merged = (
        row(cell("Press office " * 12, 1500, w("vMerge", val="restart")), cell("Morning")),
        row(cell("", 1500, w("vMerge")), cell("{{ date }}")),
        row(cell("", 1500, w("vMerge")), cell("Weekday edition")),
    )
    wide_margins = w(
        "tcMar",
        *(w(side, w=300, type="dxa") for side in ("top", "left", "bottom", "right")),
    )
    page_frame: dict[str, object] = {"w": 3402, "h": 2268, "hRule": "exact", "wrap": "around"}
    page_frame |= {"vAnchor": "page", "hAnchor": "page", "x": 7371, "y": 567}
    float_place = w(
        "tblpPr", leftFromText=141, rightFromText=141, vertAnchor="text", horzAnchor="margin",
        tblpXSpec="right", tblpY=1,
    )  # fmt: skip
    float_left = w(
        "tblpPr", leftFromText=141, rightFromText=141, vertAnchor="text", horzAnchor="margin",
        tblpXSpec="left", tblpY=600,
    )  # fmt: skip
    upper = w("pgSz", w=11906, h=16838) + w(
        "pgMar", top=1134, right=1304, bottom=1134, left=1304, header=567, footer=567, gutter=0
    )
    end, inner = w("p", w("pPr", w("sectPr", upper))), w("type", val="continuous")
    end_on_grid = w("p", w("pPr", w("sectPr", upper, GRID)))
    columns = w("cols", num=2, space=360)
    small = {"widths": (1500, 1500), "kind": "auto"}
    return {
        "plain": house(),
        "letter": house(page=(12240, 15840)),
        "custom_paper": house(page=(10319, 14571), margins=(850, 850, 850, 850)),
        "landscape": house(page=(16838, 11906)),
        "table_last": house(after=table(row(cell("Contact"), cell("desk@example.org")))),
        "empty_cells": house(
            before=table(row(cell("{% if to %}{{ to }}{% endif %}"), cell("{{ issuer }}")))
        ),
        "points_in_rows": house(points=_rows(), sources=""),
        "narrow_table": house(before=table(row(cell(DESK, 1500)), widths=(1500,), kind="auto")),
        "cell_margins": house(before=table(row(cell(DESK, 3000, wide_margins), cell("x")))),
        "merged_cells": house(before=table(*merged, widths=(1500, 7798))),
        "high_row": house(
            before=table(row(cell("x"), cell("y"), more=w("trHeight", val=900))), font="House Sans"
        ),
        "footnote": house(before=w("p", text("House rules"), NOTE_MARK), **note(f"{DESK}. " * 4)),
        "list_indent": house(
            styles=style("Deep", "", base="ListParagraph"),
            points=POINTS.replace('"ListBullet"/>', '"ListBullet"/><w:ind w:left="1900"/>'),
        ),
        "header_table": house(header=table(two) + _spaced(120, "")),
        "footer_table": house(footer=table(two) + _spaced(0, "")),
        "raised_points": house(points=POINTS.replace(POINT_RUN, raised)),
        "grid": house(
            section=w("docGrid", type="lines", linePitch=360), margins=(1985, 1701, 1600, 1701)
        ),
        "grid_that_just_fits": house(
            section=w("docGrid", type="lines", linePitch=400), margins=(1701, 1134, 1134, 1134)
        ),
        "linked_styles": house(settings=w("linkStyles")),
        "picture_in_line": house(before=w("p", picture(11, 1), text(f" {DESK} {DESK}")), **PICTURE),
        "picture_alone": house(before=w("p", picture(4, 2)), **PICTURE),
        "picture_spaced": house(
            before=w("p", w("pPr", spacing(0, 0, 360)), picture(3, 1.5), text(f" {DESK}")),
            **PICTURE,
        ),
        "picture_beside": house(before=w("p", floating(5, 4), text(DESK)), **PICTURE),
        "picture_above": house(
            before=w("p", floating(5, 2, "wrapTopAndBottom"), text(DESK)), **PICTURE
        ),
        "picture_amid": house(
            before=w("p", floating(4, 2, "wrapSquare", 6, 0.5), text(f"{DESK} " * 9)), **PICTURE
        ),
        "picture_on_grid": house(
            before=w("p", picture(5, 1.2), text(DESK)), section=GRID, **PICTURE
        ),
        "picture_behind": house(before=w("p", floating(5, 4, "wrapNone"), text(DESK)), **PICTURE),
        "frame_on_page": house(before=_framed(9, **page_frame)),
        "frame_in_text": house(
            before=_framed(4, w=3402, wrap="around", vAnchor="text", hAnchor="margin", x=0, y=1)
        ),
        "floating_table": house(
            before=table(row(cell("Desk", 1500), cell("Rivers", 1500)), more=float_place, **small)
        ),
        "picture_below_table": house(
            before=table(row(cell("Desk", 1500), cell("Rivers", 1500)), more=float_left, **small)
            + w("p", text("Press office"))
            + w("p", picture(13, 1.2), text(DESK)),
            **PICTURE,
        ),
        "table_beside_table": house(
            before=table(row(cell("Desk", 1500), cell("Rivers", 1500)), more=float_place, **small)
            + table(row(cell("Press office"), cell("{{ date }}")))
        ),
        "frame_on_grid": house(
            before=_framed(4, w=3402, wrap="around", vAnchor="text", hAnchor="margin", x=0, y=1),
            section=GRID,
        ),
        "floating_table_on_grid": house(
            before=table(
                *(row(cell("Desk", 1500), cell("Rivers", 1500)) for _ in range(4)),
                more=float_place,
                **small,
            ),
            section=GRID,
        ),
        "pt_serif": house(font="PT Serif"),
        "frame_above_table": house(
            before=_framed(3, w=3402, wrap="around", vAnchor="text", hAnchor="margin", x=0, y=1)
            + table(row(cell("Press office"), cell("{{ date }}")))
        ),
        "note_and_table": house(
            before=table(row(cell("Desk"), cell("x"))) + w("p", text("Rules"), NOTE_MARK),
            **note(DESK),
        ),
        "columns": house(head=House().head + end, section=columns, inner=inner),
        "columns_on_grid": house(
            head=House().head + end_on_grid, section=columns + GRID, inner=inner
        ),
        "table_in_columns": house(
            head=House().head + end, points=_rows(), section=columns, inner=inner
        ),
        "gutter_at_top": house(settings=w("gutterAtTop"), gutter=700),
        "text_box": house(
            before=w("p", text_box(para("Normal", "{{ title }}") + para("Normal", "{{ date }}")))
        ),
        "growing_box": house(head=para("Title", "{{ title }}"), before=w("p", growing(LONG))),
        "growing_box_beside": house(
            head=para("Title", "{{ title }}"), before=w("p", growing(LONG, 6, "wrapSquare"))
        ),
        "growing_box_above": house(
            head=para("Title", "{{ title }}"),
            before=w("p", growing(LONG, 15, "wrapTopAndBottom"), text(DESK)),
        ),
        "growing_box_in_header": house(
            header=w("p", growing(para("Normal", "{{ title }}, {{ date }}") * 4))
        ),
        "growing_box_without_tags": house(before=w("p", growing(para("Normal", DESK) * 3))),
        "growing_box_of_older_programs": house(
            head=para("Title", "{{ title }}"),
            before=w(
                "p",
                text_box(LONG, 6, 1).replace(
                    "<v:textbox>", '<v:textbox style="mso-fit-shape-to-text:t">'
                ),
            ),
        ),
        "character_grid": house(
            section=w("docGrid", type="linesAndChars", linePitch=312, charSpace=-1200)
        ),
        "snapped_characters": house(
            section=w("docGrid", type="snapToChars", linePitch=312, charSpace=1200)
        ),
        "hidden_lines": house(
            before=w(
                "p",
                w("pPr", w("rPr", w("vanish"))),
                w("r", w("rPr", w("vanish")), "<w:t>Of the house</w:t>"),
            )
            * 5
        ),
        "controls": house(
            before=table(row(cell("On"), control(cell("{{ date }}"), w("showingPlcHdr"))))
        ),
        "fields": house(before=w("p", field("DATE", "1 May 2020"), text(" "), field("TITLE", "x"))),
        "georgia": house(font="Georgia"),
        "open_sans": house(font="Open Sans"),
        "malgun_gothic": house(font="Malgun Gothic"),
    }  # fmt: skip
