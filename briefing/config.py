"""Options as one frozen value: defaults, then ``briefing.toml``, then the command line."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, TypedDict, Unpack

from briefing.errors import ConfigError, UsageError, nearest
from briefing.limits.files import read_file

CONFIG_NAME = "briefing.toml"
MOST_BYTES = 1_000_000
"""Bytes of an options file; one that sets every key has under 1 kB."""

PAPERS = ("a4", "letter")


@dataclass(frozen=True, slots=True)
class Config:
    """Every option of a brief; the field names are the keys of ``briefing.toml``.

    ``points``, ``words`` and ``per_sector`` are upper bounds (0: only the page bounds them; five
    points a sector, and more only where a page of many articles would stay empty).
    ``pages`` is the number of pages to fill. ``since`` and ``until`` are inclusive ISO dates.
    ``sender`` (``from`` in the file) and ``variables`` (names and texts, the table ``set`` in the
    file) are for templates.
    """

    title: str = ""
    date: str = ""
    language: str = ""
    paper: str = "a4"
    template: str = ""
    sectors: str = ""
    method: str | Callable[..., Any] = "default"
    points: int = 0
    words: int = 0
    per_sector: int = 0
    pages: int = 1
    since: str = ""
    until: str = ""
    match: str = ""
    annotate: bool = False
    append: bool = False
    strict: bool = False
    jobs: int = 0
    quiet: bool = False
    allow_private: bool = False
    follow: bool = False
    offline: bool = False
    fields: str = ""
    to: str = ""
    subject: str = ""
    sender: str = ""
    variables: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        """Raises :class:`UsageError` for a value of the wrong type or outside its range."""
        for name, kind in _TYPES.items():
            value = getattr(self, name)
            if type(value) is not kind and not (name == "method" and callable(value)):
                raise UsageError(f"{name} must be {_KINDS[kind]}, not {value!r}")
        if self.paper not in PAPERS:
            raise UsageError(f"paper {self.paper!r} is unknown{nearest(self.paper, PAPERS)}")
        for name in ("date", "since", "until"):
            _check_date(name, getattr(self, name))
        if self.language and not re.fullmatch("[a-z]{2}", self.language):
            raise UsageError(f"language must be a two-letter code like en, not {self.language!r}")
        if self.template and not self.template.lower().endswith((".docx", ".md", ".html")):
            raise UsageError(f"template must be a .docx, .md or .html file, not {self.template!r}")
        for name, least in (
            ("points", 0),
            ("words", 0),
            ("per_sector", 0),
            ("pages", 1),
            ("jobs", 0),
        ):
            if getattr(self, name) < least:
                raise UsageError(f"{name} must be {least} or more, not {getattr(self, name)}")


KEYS = tuple(f.name for f in fields(Config))
_TYPES: dict[str, type] = {f.name: type(f.default) for f in fields(Config)}
_KINDS = {str: "text", int: "a whole number", bool: "True or False"}
_RELATIVE = ("template", "sectors")
FILE_KEYS = {"sender": "from", "variables": "set"}
"""Keys of the file that are called otherwise in it."""
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
    paper: str
    template: str | os.PathLike[str]
    sectors: str | os.PathLike[str]
    method: str | Callable[..., Any]
    points: int
    words: int
    per_sector: int
    pages: int
    since: str | dt.date
    until: str | dt.date
    match: str
    annotate: bool
    append: bool
    strict: bool
    jobs: int
    quiet: bool
    allow_private: bool
    follow: bool
    offline: bool
    fields: str
    to: str
    subject: str


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
        values[key] = value
    return replace(config or Config(), **values)


def _check_date(name: str, value: str) -> None:
    if not value:
        return
    try:
        valid = dt.date.fromisoformat(value).isoformat() == value
    except ValueError:
        valid = False
    if not valid:
        raise UsageError(f"{name} must be a date like 2024-06-12, not {value!r}")


def find_config(start: Path) -> Path | None:
    """The nearest ``briefing.toml`` in ``start`` or a folder above it."""
    for folder in (start, *start.parents):
        if (folder / CONFIG_NAME).is_file():
            return folder / CONFIG_NAME
    return None


def load_config(path: Path | None = None, *, start: Path | None = None) -> Config:
    """The configuration of ``path``, else of the nearest ``briefing.toml`` above ``start``.

    Relative ``template`` and ``sectors`` paths are read from the file's own folder. Raises
    :class:`ConfigError` for an unreadable file, an unknown key or a value of the wrong type.
    """
    found = path or find_config((start or Path.cwd()).absolute())
    if found is None:
        return Config()
    import tomllib

    try:
        table = tomllib.loads(read_file(found, MOST_BYTES).decode("utf-8-sig"))
    except OSError as error:
        raise ConfigError(f"{found}: cannot be read ({error.strerror})") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ConfigError(f"{found}: not valid TOML ({error})") from error
    return _from_table(table, found)


def _from_table(table: dict[str, Any], origin: Path) -> Config:
    values: dict[str, Any] = {}
    known = {FILE_KEYS.get(key, key): key for key in KEYS}
    for raw, value in table.items():
        key = known.get(raw.replace("-", "_"), "")
        if not key:
            raise ConfigError(f"{origin}: unknown key {raw!r}{nearest(raw, known)}")
        if key == "variables":
            values[key] = _variables(value, origin)
            continue
        if isinstance(value, dt.date) and _TYPES[key] is str:
            value = value.isoformat()
        if type(value) is not _TYPES[key]:
            want = _TYPES[key].__name__
            raise ConfigError(f"{origin}: {raw} must be of type {want}, not {type(value).__name__}")
        if key in _RELATIVE and value:
            value = str(origin.parent / str(value))
        values[key] = value
    try:
        return replace(Config(), **values)
    except UsageError as error:
        raise ConfigError(f"{origin}: {error}") from error


def _variables(table: Any, origin: Path) -> tuple[tuple[str, str], ...]:
    if not isinstance(table, dict):
        raise ConfigError(f"{origin}: set must be a table of names and texts")
    try:
        return tuple(variable(f"{name}={text}") for name, text in table.items())
    except UsageError as error:
        raise ConfigError(f"{origin}: {error}") from error
