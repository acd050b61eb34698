"""The options that several commands share, each declared once, as an annotated type."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, TypeAlias, TypedDict

import typer

from briefing.cli.completion import methods, profile_names
from briefing.cli.panels import CHOOSE, LOOK, MAIL, READ, RUN

_SOURCE = typer.Argument(
    metavar="SOURCE...",
    help="Files, folders, globs, -, http(s) URLs or object stores (s3://...). Read are .txt .text "
    ".md .markdown .wiki .mediawiki .html .htm .xhtml .mhtml .mht .docx .odt .ott .rtf .epub .pptx "
    ".pdf .eml .msg .tnef .mbox .jsonl .ndjson .json .csv .tsv .xlsx .xlsm .xls .ods .parquet .zip "
    ".xml .rss .atom .opml.",
    show_default=False,
)
SomeSources: TypeAlias = Annotated[list[str] | None, _SOURCE]
Lists: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "-i",
        "--list",
        help="File with a source per line; may be repeated.",
        metavar="FILE",
        rich_help_panel=READ,
    ),
]
Fields: TypeAlias = Annotated[
    str | None,
    typer.Option(
        help="Where tables and JSON hold what: title=headline,text=body.text",
        metavar="PAIRS",
        rich_help_panel=READ,
    ),
]
Follow: TypeAlias = Annotated[
    bool | None,
    typer.Option(
        "--follow", help="Fetch the pages that feeds and newsletters link to.", rich_help_panel=READ
    ),
]
Offline: TypeAlias = Annotated[
    bool | None, typer.Option("--offline", help="Fetch nothing at all.", rich_help_panel=READ)
]
Ocr: TypeAlias = Annotated[
    bool | None,
    typer.Option("--ocr", help="Read scanned pages with tesseract.", rich_help_panel=READ),
]
Title: TypeAlias = Annotated[
    str | None, typer.Option(help="Title of the brief.", metavar="TEXT", rich_help_panel=LOOK)
]
Date: TypeAlias = Annotated[
    str | None,
    typer.Option(
        help="Its date (default: newest article's).", metavar="DATE", rich_help_panel=LOOK
    ),
]
Language: TypeAlias = Annotated[
    str | None, typer.Option(help="Language of the brief.", metavar="CODE", rich_help_panel=READ)
]
Paper: TypeAlias = Annotated[
    str | None,
    typer.Option(
        help="a4 or letter; the template's own without it.",
        autocompletion=lambda: ["a4", "letter"],
        metavar="NAME",
        rich_help_panel=LOOK,
    ),
]
Region: TypeAlias = Annotated[
    str | None,
    typer.Option(
        help="Whose spelling headings have: US, GB.", metavar="CODE", rich_help_panel=LOOK
    ),
]
Template: TypeAlias = Annotated[
    str | None,
    typer.Option(
        help="Your own .docx, .dotx, .md or .html template.", metavar="FILE", rich_help_panel=LOOK
    ),
]
SectorFile: TypeAlias = Annotated[
    str | None,
    typer.Option(
        help="economy (default), news, or your own table.",
        metavar="NAME",
        show_default=False,
        rich_help_panel=CHOOSE,
    ),
]
Method: TypeAlias = Annotated[
    str | None,
    typer.Option(
        help="How sentences are scored.",
        autocompletion=methods,
        metavar="NAME",
        show_default=False,
        rich_help_panel=CHOOSE,
    ),
]
Points: TypeAlias = Annotated[
    int | None, typer.Option(help="At most N points.", metavar="N", rich_help_panel=CHOOSE)
]
Words: TypeAlias = Annotated[
    int | None, typer.Option(help="At most N words.", metavar="N", rich_help_panel=CHOOSE)
]
PerSector: TypeAlias = Annotated[
    int | None,
    typer.Option(help="At most N points per sector.", metavar="N", rich_help_panel=CHOOSE),
]
Lead: TypeAlias = Annotated[
    int | None,
    typer.Option(help="Top points above the sections (1).", metavar="N", rich_help_panel=CHOOSE),
]
Fill: TypeAlias = Annotated[
    bool | None,
    typer.Option(
        "--fill",
        help="Fill the page, even with points barely worth a line.",
        rich_help_panel=CHOOSE,
    ),
]
Pages: TypeAlias = Annotated[
    int | None, typer.Option(help="Fill N pages (default 1).", metavar="N", rich_help_panel=CHOOSE)
]
Since: TypeAlias = Annotated[
    str | None,
    typer.Option(
        help="Articles from this date on: 2024-06-12, yesterday, 3d, monday.",
        metavar="DATE",
        rich_help_panel=READ,
    ),
]
Until: TypeAlias = Annotated[
    str | None, typer.Option(help="Articles up to this date.", metavar="DATE", rich_help_panel=READ)
]
Match: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        help="Articles with this text; may be repeated (any of them).",
        metavar="TEXT",
        rich_help_panel=READ,
    ),
]
Undated: TypeAlias = Annotated[
    str | None,
    typer.Option(
        help="With dates asked for: drop or keep articles without one.",
        metavar="NAME",
        autocompletion=lambda: ["drop", "keep"],
        rich_help_panel=READ,
    ),
]
Exclude: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        help="No articles with this text; may be repeated.", metavar="TEXT", rich_help_panel=READ
    ),
]
Only: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        help="Points of these sectors only: energy,transport.",
        metavar="SECTORS",
        rich_help_panel=CHOOSE,
    ),
]
Skip: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        help="No points of these sectors: sport,other.", metavar="SECTORS", rich_help_panel=CHOOSE
    ),
]
Order: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        help="Sections that come first: energy,finance.", metavar="SECTORS", rich_help_panel=CHOOSE
    ),
]
Group: TypeAlias = Annotated[
    str | None,
    typer.Option(
        help="What the sections are: sector, country, outlet, language, watch.",
        metavar="NAME",
        autocompletion=lambda: ["sector", "country", "outlet", "language", "watch"],
        rich_help_panel=CHOOSE,
    ),
]
WatchOnly: TypeAlias = Annotated[
    bool | None,
    typer.Option("--watch-only", help="Only what the watch list names.", rich_help_panel=CHOOSE),
]
Profile: TypeAlias = Annotated[
    str | None,
    typer.Option(
        help="Profile of the options file.",
        metavar="NAME",
        autocompletion=profile_names,
        rich_help_panel=RUN,
    ),
]
Pin: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        help="Show this sentence: words of it, or ARTICLE:START-END; may be repeated.",
        metavar="TEXT",
        rich_help_panel=CHOOSE,
    ),
]
Drop: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        help="Leave out this fact, named as with --pin; may be repeated.",
        metavar="TEXT",
        rich_help_panel=CHOOSE,
    ),
]
EditsFile: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--edits",
        help="Pins, drops, comments and the like of an earlier NAME.brief.json.",
        metavar="FILE",
        rich_help_panel=CHOOSE,
    ),
]
Annotate: TypeAlias = Annotated[
    bool | None,
    typer.Option(
        "--annotate", help="A Word comment per point with its proof.", rich_help_panel=LOOK
    ),
]
Force: TypeAlias = Annotated[
    bool,
    typer.Option(
        "--force", help="Overwrite outputs that were changed by hand.", rich_help_panel=RUN
    ),
]
To: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        help="Addressee of a mail or memo; may be repeated.",
        metavar="ADDRESS",
        rich_help_panel=MAIL,
    ),
]
Sender: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--from", help="Sender of a memo or an .eml draft.", metavar="TEXT", rich_help_panel=MAIL
    ),
]
Variables: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        help="issuer=…, contact=…, edition=…, marking=… or a template's own; may be repeated.",
        metavar="NAME=TEXT",
        rich_help_panel=LOOK,
    ),
]
Cc: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        help="Addressee of a copy of a mail; may be repeated.",
        metavar="ADDRESS",
        rich_help_panel=MAIL,
    ),
]
Subject: TypeAlias = Annotated[
    str | None, typer.Option(help="Subject of an .eml draft.", metavar="TEXT", rich_help_panel=MAIL)
]
Strict: TypeAlias = Annotated[
    bool | None,
    typer.Option("--strict", help="Exit 1 when a source was skipped.", rich_help_panel=RUN),
]
Jobs: TypeAlias = Annotated[
    int | None,
    typer.Option(help="Processes (default: the cores).", metavar="N", rich_help_panel=RUN),
]
Quiet: TypeAlias = Annotated[
    bool | None, typer.Option("--quiet", "-q", help="No summary, no progress.", rich_help_panel=RUN)
]
LibraryFile: TypeAlias = Annotated[
    Path | None,
    typer.Option("--library", help="Library of past briefs.", metavar="FILE", rich_help_panel=RUN),
]
KeptIn: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--library", help="Keep the brief in this library.", metavar="FILE", rich_help_panel=RUN
    ),
]
New: TypeAlias = Annotated[
    bool | None,
    typer.Option(
        "--new",
        help="Leave out what earlier briefs of the library reported.",
        rich_help_panel=CHOOSE,
    ),
]
AllowPrivate: TypeAlias = Annotated[
    bool | None,
    typer.Option(
        "--allow-private",
        help="Let URLs reach private networks.",
        show_default=False,
        rich_help_panel=READ,
    ),
]
ConfigFile: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--config",
        help="Options file (default: nearest briefing.toml).",
        metavar="FILE",
        rich_help_panel=RUN,
    ),
]


OutputFolder: TypeAlias = Annotated[
    Path, typer.Option("-o", "--output", metavar="DIR", help="Folder for the briefs.")
]


class ReadingOptions(TypedDict):
    """What every command takes that reads articles."""

    fields: Fields
    follow: Follow
    offline: Offline
    ocr: Ocr
    allow_private: AllowPrivate
    config: ConfigFile


class BriefOptions(ReadingOptions):
    """What every command takes that makes briefs, whether one or many."""

    profile: Profile
    lists: Lists
    date: Date
    language: Language
    region: Region
    paper: Paper
    template: Template
    sectors: SectorFile
    method: Method
    points: Points
    words: Words
    per_sector: PerSector
    lead: Lead
    fill: Fill
    pages: Pages
    since: Since
    until: Until
    undated: Undated
    match: Match
    exclude: Exclude
    only: Only
    skip: Skip
    pin: Pin
    drop: Drop
    edits: EditsFile
    order: Order
    group: Group
    watch_only: WatchOnly
    annotate: Annotate
    to: To
    cc: Cc
    subject: Subject
    sender: Sender
    variables: Variables
    strict: Strict
    jobs: Jobs
    quiet: Quiet
