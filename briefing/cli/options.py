"""Every option of the command line, declared once, as an annotated type."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, TypeAlias, TypedDict, TypeVar, get_type_hints

import typer

Command = TypeVar("Command", bound=Callable[..., None])

READ = "What to read"
CHOOSE = "What to choose"
LOOK = "How it looks"
MAIL = "Mail and memo"
RUN = "How it runs"
"""The panels of the help, in order; what stands in none comes first."""


def methods() -> list[str]:
    """The names that ``--method`` takes, for the completion of the shell."""
    from briefing.salience import METHODS

    return list(METHODS)


def profile_names() -> list[str]:
    """The names that ``--profile`` takes, for the completion of the shell."""
    from briefing.config import profiles
    from briefing.errors import BriefingError

    try:
        return profiles()
    except BriefingError:  # a damaged file completes nothing
        return []


def formats() -> list[str]:
    """The names that ``--format`` takes, for the completion of the shell."""
    from briefing.writers import WRITERS

    return list(WRITERS)


_SOURCE = typer.Argument(
    metavar="SOURCE...",
    help="Files, folders, globs, -, http(s) URLs or object stores (s3://...). Read are .txt .text "
    ".md .markdown .html .htm .xhtml .mhtml .mht .docx .odt .ott .rtf .epub .pptx .pdf .eml .msg "
    ".tnef .mbox .jsonl .ndjson .json .csv .tsv .xlsx .xlsm .xls .ods .parquet .zip .xml .rss "
    ".atom .opml.",
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
RankLanguage: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--language", help="Language of the source.", metavar="CODE", rich_help_panel=READ
    ),
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
    int | None, typer.Option(help="At most N points a sector.", metavar="N", rich_help_panel=CHOOSE)
]
Lead: TypeAlias = Annotated[
    int | None,
    typer.Option(help="Top points above the sections (1).", metavar="N", rich_help_panel=CHOOSE),
]
Fill: TypeAlias = Annotated[
    bool | None,
    typer.Option(
        "--fill",
        help="Fill the page, with points hardly worth their lines too.",
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
Append: TypeAlias = Annotated[
    bool | None,
    typer.Option(
        "--append", help="Add a dated section to an existing .md page.", rich_help_panel=LOOK
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
TextsOf: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--library", help="Take the sources' texts from this library.", metavar="FILE",
        rich_help_panel=READ,
    ),
]  # fmt: skip
New: TypeAlias = Annotated[
    bool | None,
    typer.Option(
        "--new",
        help="Leave out what earlier briefs of the library told.",
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
    bool, typer.Option("--jsonl", help="Any number of sources: a JSON line a sentence.")
]

OutputFolder: TypeAlias = Annotated[
    Path, typer.Option("-o", "--output", metavar="DIR", help="Folder for the briefs.")
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


def takes(shared: Any) -> Callable[[Command], Command]:
    """A decorator: the options of the TypedDict ``shared`` join those of a command.

    The command receives them in ``**shared``. Each is None where the command line does not give it.
    """

    def join(command: Command) -> Command:
        own = list(inspect.signature(command, eval_str=True).parameters.values())[:-1]
        keyword, hints = inspect.Parameter.KEYWORD_ONLY, get_type_hints(shared, include_extras=True)
        joined = [
            inspect.Parameter(name, keyword, default=None, annotation=hint)
            for name, hint in hints.items()
        ]
        signature = inspect.Signature([*own, *joined])
        setattr(command, "__signature__", signature)  # noqa: B010 - what typer reads
        command.__annotations__ = {p.name: p.annotation for p in signature.parameters.values()}
        return command

    return join
