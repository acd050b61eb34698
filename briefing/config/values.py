"""Every option of a brief, as one frozen value."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, TypeAlias, TypedDict, Unpack

from briefing.errors import UsageError, nearest
from briefing.relative_dates import EXAMPLES, is_relative, resolved

Watch: TypeAlias = tuple[str, tuple[str, ...]]
"""An entry of the watch list: its name, and the terms that it is found by."""

PAPERS = ("a4", "letter")
GROUPS = ("sector", "country", "outlet", "language", "watch")
"""What the sections of a brief may be."""
TEMPLATES = (".docx", ".dotx", ".md", ".html")
"""The endings of template files."""
UNDATED = ("drop", "keep")
"""What ``since`` and ``until`` do with articles that have no date."""
LISTS = ("match", "exclude", "only", "skip", "pin", "drop", "order", "to", "cc")
"""Options of one text or several."""

LANGUAGES = frozenset(
    "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da "
    "de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy "
    "hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg "
    "li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or "
    "os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta "
    "te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu".split()
)
"""The two-letter codes of ISO 639-1."""
SECTOR_TABLES = ("economy", "news")
"""The shipped sector tables: ``sectors`` names one of them, or a file."""


@dataclass(frozen=True, slots=True)
class Config:
    """Every option of a brief; the field names are the keys of ``briefing.toml``.

    ``points``, ``words`` and ``per_sector`` are upper bounds (0: only the page bounds them).
    ``lead`` top points, the bottom line first, stand above the sections.
    A page ends where the next point is not worth its line, unless ``fill`` or ``points`` asks for
    more.
    ``pages`` is the number of pages to fill. ``paper`` is ``a4`` or ``letter``; without it the
    template's own paper stays. ``since`` and ``until`` are inclusive; like ``date``
    they are ISO dates, or days named from today (see :mod:`briefing.relative_dates`), with a
    ``date`` from that.

    ``match``, ``exclude``, ``only``, ``skip``, ``pin``, ``drop``, ``to`` and ``cc`` take one text
    or several: articles with any of the texts of ``match`` and none of ``exclude``; points of the
    sectors ``only``, and none of ``skip``.

    ``pin`` and ``drop`` name sentences that are shown whatever they are worth, and facts that are
    not, by words of theirs or as ``ARTICLE:START-END``. ``edits`` is a file ``NAME.brief.json``
    whose edits are made again.

    ``group`` names what the sections are, ``order`` those that come first. Events that concern an
    entry of ``watch`` weigh more and are marked; with ``watch_only`` there are no others.

    ``sender`` (``from`` in the file) and ``variables`` (names and texts, the table ``set`` in the
    file) are for templates.

    ``library`` is the file in which briefs are kept; with ``new``, what an earlier one of them told
    is left out.
    """

    title: str = ""
    date: str = ""
    language: str = ""
    region: str = ""
    paper: str = ""
    template: str = ""
    sectors: str = ""
    method: str | Callable[..., Any] = "default"
    points: int = 0
    words: int = 0
    per_sector: int = 0
    lead: int = 1
    fill: bool = False
    pages: int = 1
    since: str = ""
    until: str = ""
    undated: str = "drop"
    match: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    pin: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    edits: str = ""
    order: tuple[str, ...] = ()
    group: str = "sector"
    watch: tuple[Watch, ...] = ()
    watch_only: bool = False
    annotate: bool = False
    append: bool = False
    strict: bool = False
    jobs: int = 0
    quiet: bool = False
    allow_private: bool = False
    follow: bool = False
    offline: bool = False
    ocr: bool = False
    fields: str = ""
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    subject: str = ""
    sender: str = ""
    variables: tuple[tuple[str, str], ...] = ()
    library: str = ""
    new: bool = False

    def __post_init__(self) -> None:
        """Raises :class:`UsageError` for a value of the wrong type or outside its range."""
        for name in LISTS:
            object.__setattr__(self, name, _several(name, getattr(self, name)))
        for name, kind in TYPES.items():
            value = getattr(self, name)
            if type(value) is not kind and not (name == "method" and callable(value)):
                raise UsageError(f"{name} must be {_KINDS[kind]}, not {value!r}")
        object.__setattr__(self, "paper", self.paper.casefold())
        for name, known in (("paper", PAPERS), ("undated", UNDATED), ("group", GROUPS)):
            value = getattr(self, name)
            if value not in known and (value or name != "paper"):
                raise UsageError(f"{name} {value!r} is unknown{nearest(value, known)}")
        for name in ("date", "since", "until"):
            _check_date(name, getattr(self, name))
        _check_watch(self)
        if self.language and self.language not in LANGUAGES:
            raise UsageError(f"language must be a two-letter code like en, not {self.language!r}")
        if self.region and not re.fullmatch("[A-Z]{2}", self.region):
            raise UsageError(f"region must be a two-letter code like US, not {self.region!r}")
        if self.template and not self.template.lower().endswith(TEMPLATES):
            raise UsageError(
                f"template must be a .docx, .dotx, .md or .html file, not {self.template!r}"
            )
        if self.new and not self.library:
            raise UsageError("new needs a library: name one with --library FILE")
        for name, least in (
            ("points", 0),
            ("words", 0),
            ("per_sector", 0),
            ("lead", 1),
            ("pages", 1),
            ("jobs", 0),
        ):
            if getattr(self, name) < least:
                raise UsageError(f"{name} must be {least} or more, not {getattr(self, name)}")


KEYS = tuple(f.name for f in fields(Config))
TYPES: dict[str, type] = {f.name: type(f.default) for f in fields(Config)}
_KINDS = {
    str: "text", int: "a whole number", bool: "True or False", tuple: "one text or several",
}  # fmt: skip
FILE_KEYS = {"sender": "from", "variables": "set"}
"""Options whose key in the file differs from the field name."""
_VARIABLE = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


def variable(pair: str) -> tuple[str, str]:
    """The name and the text of ``NAME=TEXT``. Raises :class:`UsageError`.

    >>> variable("issuer=Ministry of Energy")
    ('issuer', 'Ministry of Energy')
    """
    name, given, text = pair.partition("=")
    name = name.strip().replace("-", "_")
    if not given or not _VARIABLE.fullmatch(name):
        raise UsageError(f"set: {pair!r} is no NAME=TEXT such as issuer=Press office")
    return name, text.strip()


class Options(TypedDict, total=False):
    """The options of the library's functions: those of :class:`Config`, in a caller's types."""

    title: str
    date: str | dt.date
    language: str
    region: str
    paper: str
    template: str | os.PathLike[str]
    sectors: str | os.PathLike[str]
    method: str | Callable[..., Any]
    points: int
    words: int
    per_sector: int
    lead: int
    fill: bool
    pages: int
    since: str | dt.date
    until: str | dt.date
    undated: str
    match: str | Iterable[str]
    exclude: str | Iterable[str]
    only: str | Iterable[str]
    skip: str | Iterable[str]
    pin: str | Iterable[str]
    drop: str | Iterable[str]
    edits: str | os.PathLike[str]
    order: str | Iterable[str]
    group: str
    watch: Mapping[str, str | Iterable[str]] | tuple[Watch, ...]
    watch_only: bool
    annotate: bool
    append: bool
    strict: bool
    jobs: int
    quiet: bool
    allow_private: bool
    follow: bool
    offline: bool
    ocr: bool
    fields: str
    to: str | Iterable[str]
    cc: str | Iterable[str]
    subject: str
    sender: str
    variables: Mapping[str, str] | tuple[tuple[str, str], ...]
    library: str | os.PathLike[str]
    new: bool


def with_options(config: Config | None = None, **options: Unpack[Options]) -> Config:
    """``config``, or the defaults, with some options changed.

    Raises :class:`UsageError` for an unknown option and for a value that does not fit.

    >>> with_options(date=dt.date(2024, 6, 12), points=3).date
    '2024-06-12'
    """
    if config is not None and not isinstance(config, Config):
        raise UsageError(f"config must be a briefing.Config, not {type(config).__name__}")
    values: dict[str, Any] = {}
    for key, value in options.items():
        if key not in KEYS:
            raise UsageError(f"unknown option {key!r}{nearest(key, KEYS)}")
        if isinstance(value, dt.datetime):
            value = value.date()
        if isinstance(value, dt.date):
            value = value.isoformat()
        elif isinstance(value, os.PathLike):
            value = os.fspath(value)
        elif key == "watch" and isinstance(value, Mapping):
            value = tuple((str(name), _several(key, terms)) for name, terms in value.items())
        elif isinstance(value, Mapping):
            value = tuple(variable(f"{name}={text}") for name, text in value.items())
        values[key] = value
    return replace(config or Config(), **values)


def _several(name: str, value: Any) -> tuple[str, ...]:
    """One text or several as a tuple, without empty ones."""
    texts = [value] if isinstance(value, str) else value
    texts = list(texts) if isinstance(texts, Iterable) else [texts]
    if not all(isinstance(text, str) for text in texts):
        raise UsageError(f"{name} must be {_KINDS[tuple]}, not {value!r}")
    return tuple(text for text in texts if text)


def _check_watch(config: Config) -> None:
    for entry in config.watch:
        name, terms = entry if isinstance(entry, tuple) and len(entry) == 2 else ("", ())
        texts = (name, *terms) if isinstance(terms, tuple) else ("",)
        if len(texts) < 2 or not all(isinstance(text, str) and text.strip() for text in texts):
            raise UsageError(f"watch: {entry!r} is no name with the terms that it is found by")
    if (config.watch_only or config.group == "watch") and not config.watch:
        asked = "watch_only" if config.watch_only else "group watch"
        raise UsageError(f"{asked} needs a watch list: [[watch]] in briefing.toml")


def _check_date(name: str, value: str) -> None:
    if not value or is_relative(value):
        return
    try:
        valid = dt.date.fromisoformat(value).isoformat() == value
    except ValueError:
        valid = False
    if not valid:
        raise UsageError(f"{name} must be a date like {EXAMPLES}, not {value!r}")


def resolve_dates(config: Config, today: dt.date) -> tuple[Config, tuple[str, ...]]:
    """``config`` with named days as dates, and a line for each that was.

    ``since`` and ``until`` are named from the brief's ``date`` where one is given, else from today.

    >>> resolve_dates(Config(since="monday"), dt.date(2024, 6, 12))[1]
    ('since monday: 2024-06-10',)
    >>> resolve_dates(Config(date="2024-06-05", since="yesterday"), dt.date(2024, 6, 12))[1]
    ('since yesterday: 2024-06-04',)
    """
    named = {k: v for k in ("date", "since", "until") if is_relative(v := getattr(config, k))}
    date = resolved(config.date, today)
    base = dt.date.fromisoformat(date) if date else today
    days = {key: date if key == "date" else resolved(value, base) for key, value in named.items()}
    notes = tuple(f"{key} {named[key]}: {day}" for key, day in days.items())
    return (replace(config, **days) if days else config), notes  # type: ignore[arg-type]
