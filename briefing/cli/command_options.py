"""The options and arguments of a single command, each declared once, as an annotated type."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from briefing.cli.completion import formats
from briefing.cli.panels import LOOK, READ, RUN

Outputs: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "-o", "--output", metavar="OUT", show_default=False,
        help="Where to write: .docx, .md, .html, .pdf, .json, .eml, or - with --format; "
        "may be repeated.",
    ),
]  # fmt: skip
Format: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--format", help="Format of -o - (default md).", autocompletion=formats, metavar="NAME"
    ),
]
RankLanguage: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--language", help="Language of the source.", metavar="CODE", rich_help_panel=READ
    ),
]
Append: TypeAlias = Annotated[
    bool | None,
    typer.Option(
        "--append", help="Add a dated section to an existing .md page.", rich_help_panel=LOOK
    ),
]
TextsOf: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--library", help="Take the sources' texts from this library.", metavar="FILE",
        rich_help_panel=READ,
    ),
]  # fmt: skip
TemplateOf: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--template", help="The brief's template: its own words are no points.", metavar="FILE",
        rich_help_panel=READ,
    ),
]  # fmt: skip
Best: TypeAlias = Annotated[
    int,
    typer.Option(
        "-k", help="Only the N best together (default: all).", metavar="N", min=0,
        show_default=False,
    ),
]  # fmt: skip


SORTS = ("place", "score")
Sort: TypeAlias = Annotated[
    str,
    typer.Option(help="By place or by score.", metavar="NAME", autocompletion=lambda: list(SORTS)),
]
Why: TypeAlias = Annotated[
    bool, typer.Option("--why", help="The reasons, and the evidence of the sector.")
]
RankJson: TypeAlias = Annotated[bool, typer.Option("--json", help="JSON, in document order.")]
RankJsonl: TypeAlias = Annotated[
    bool, typer.Option("--jsonl", help="Any number of sources: a JSON line per sentence.")
]
By: TypeAlias = Annotated[
    str,
    typer.Option(
        help="One brief for each sector, date or outlet.",
        metavar="WHAT",
        autocompletion=lambda: ["sector", "date", "outlet"],
    ),
]
BatchFormat: TypeAlias = Annotated[
    str,
    typer.Option(
        "--format",
        help="docx, md, html, pdf, json or eml.",
        metavar="NAME",
        autocompletion=formats,
    ),
]
Engine: TypeAlias = Annotated[
    str,
    typer.Option(help="local or dask.", metavar="NAME", autocompletion=lambda: ["local", "dask"]),
]
Scheduler: TypeAlias = Annotated[
    str, typer.Option(help="Address of a Dask scheduler.", metavar="URL")
]
TitlePrefix: TypeAlias = Annotated[
    str | None,
    typer.Option("--title", help="Begins each title.", metavar="TEXT", rich_help_panel=LOOK),
]
TryArticles: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--try", metavar="SOURCE", show_default=False,
        help="Show where the sentences of this article go, and why; may be repeated.",
    ),
]  # fmt: skip
Explain: TypeAlias = Annotated[
    bool, typer.Option("--explain", help="Say why each sentence has its sector.")
]
CheckTable: TypeAlias = Annotated[
    Path | None, typer.Option("--check", help="Check this table instead.", metavar="FILE")
]
BriefFile: TypeAlias = Annotated[
    Path,
    typer.Argument(metavar="BRIEF", help="A .docx, .md, .html, .pdf, .eml, .odt or .json brief."),
]
AsJson: TypeAlias = Annotated[bool, typer.Option("--json", help="JSON instead of lines.")]
Labelled: TypeAlias = Annotated[
    list[Path], typer.Argument(metavar="DATA...", help="JSONL files and folders.")
]
Methods: TypeAlias = Annotated[
    list[str] | None,
    typer.Option("--method", help="Method to measure; may be repeated.", metavar="NAME"),
]
SummaryLength: TypeAlias = Annotated[
    int | None,
    typer.Option(
        "--points", help="Sentences of a summary (3), points of a brief (12).", metavar="N"
    ),
]
MergedDays: TypeAlias = Annotated[
    int, typer.Option("--merge", help="Measure N days as one.", metavar="N")
]
TableJson: TypeAlias = Annotated[bool, typer.Option("--json", help="JSON instead of a table.")]
Plot: TypeAlias = Annotated[Path | None, typer.Option(help="Draw a bar chart.", metavar="FILE.png")]
NewFolder: TypeAlias = Annotated[Path, typer.Argument(metavar="DIR", help="Folder to fill.")]
DeskFile: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE",
        show_default=False,
        help="Where it is saved: NAME.brief.json (default: named after the first source).",
    ),
]
Port: TypeAlias = Annotated[
    int,
    typer.Option(
        help="Port on this machine (default: any).",
        metavar="N",
        min=0,
        max=65535,
        show_default=False,
        rich_help_panel=RUN,
    ),
]
Idle: TypeAlias = Annotated[
    float,
    typer.Option(
        help="End after so many minutes without use (default 120).",
        metavar="MINUTES",
        min=0.01,
        show_default=False,
        rich_help_panel=RUN,
    ),
]
NoOpen: TypeAlias = Annotated[
    bool, typer.Option("--no-open", help="Open no browser.", rich_help_panel=RUN)
]
