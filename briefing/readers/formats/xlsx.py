"""Spreadsheets (.xlsx, .xls, .ods) by python-calamine: one article per row below a header."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from briefing.errors import SourceError
from briefing.model import Article, Skipped
from briefing.readers.detect import is_old_workbook
from briefing.readers.options import Source
from briefing.readers.packages import check_package
from briefing.readers.records import header, record, usable


def read(source: Source) -> Iterator[Article | Skipped]:
    """The articles of all visible sheets. Raises :class:`SourceError` when no row is one."""
    if not is_old_workbook(source.data):
        check_package(source, "a spreadsheet")
    yield from usable(_articles(source), source.location, "rows")


def _articles(source: Source) -> Iterator[Article | Skipped]:
    from python_calamine import CalamineWorkbook, SheetVisibleEnum

    book = CalamineWorkbook.from_filelike(io.BytesIO(source.data))
    visible = [s.name for s in book.sheets_metadata if s.visible == SheetVisibleEnum.Visible]
    bare = 0
    for name in visible:
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        top = header(rows, source.options)
        if top is None:
            bare += bool(rows)
            continue
        names = [str(value).strip() for value in rows[top]]
        for number, values in enumerate(rows[top + 1 :], top + 2):
            if any(value not in ("", None) for value in values):
                row: dict[str, Any] = dict(zip(names, values, strict=False))
                yield record(
                    row, f"{source.location}#{name}!{number}", source.options, source.hints
                )
    if bare and bare == len(visible):
        raise SourceError(
            source.location,
            "a table without a header row that names title and text; name them with --fields",
        )
