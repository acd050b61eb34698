"""``briefing.toml``: options, sources, outputs and named profiles."""

from __future__ import annotations

import datetime as dt
import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from briefing.config.values import (
    FILE_KEYS,
    KEYS,
    LISTS,
    SECTOR_TABLES,
    TYPES,
    Config,
    Watch,
    variable,
)
from briefing.errors import ConfigError, UsageError, nearest
from briefing.limits.files import is_file, read_file

CONFIG_NAME = "briefing.toml"
MOST_BYTES = 1_000_000
"""Bytes of an options file; one that sets every key has under 1 kB."""

DEFAULTS = Config()
_RELATIVE = ("template", "sectors", "library", "edits")
GUARDED = frozenset(("allow_private", "to", "cc", "from", "outputs", "library"))
"""Keys that reach private networks or write files unnoticed. They are accepted only from a file
that belongs to the user."""
_PLACES = ("sources", "outputs")
"""Keys that say what a run reads and writes; they are not options of a brief."""


@dataclass(frozen=True, slots=True)
class RunFile:
    """What an options file says: the options, and what to read and write where nothing is named.

    ``note``: a message for the user about the file, such as that it was found in a folder above.
    """

    config: Config = DEFAULTS
    sources: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    note: str = ""


def find_config(start: Path) -> Path | None:
    """The nearest ``briefing.toml`` in ``start`` or a folder above it that may be used."""
    return _nearest(start)[0]


def _nearest(start: Path) -> tuple[Path | None, str]:
    """The nearest ``briefing.toml`` in ``start`` or a folder above it, with a message about it.

    A file that somebody else may have planted is not used: one that belongs to another user, or
    that everybody, or others in its group, may write to.
    """
    for folder in (start, *start.parents):
        path = folder / CONFIG_NAME
        if not is_file(path):
            continue
        if fault := _planted(path):
            return None, f"{path}: not used ({fault}; --config uses it)"
        return path, "" if folder == start else f"options of {path}"
    return None, ""


def _planted(path: Path) -> str:
    """Why somebody else may have written ``path``; ``""`` where nobody else can have."""
    info = path.stat()
    if hasattr(os, "geteuid") and info.st_uid not in (os.geteuid(), 0):
        return "another user owns it"
    if os.name != "posix":
        return ""
    if info.st_mode & stat.S_IWOTH:
        return "all users may write it"
    shared = info.st_mode & stat.S_IWGRP and not _is_private(info)
    return "others in its group may write it" if shared else ""


def _is_private(info: os.stat_result) -> bool:
    """Whether the group of a file has no member but its owner, as where each user has a group."""
    import grp
    import pwd

    try:
        owner, group = pwd.getpwuid(info.st_uid).pw_name, grp.getgrgid(info.st_gid)
    except KeyError:
        return False
    return group.gr_name == owner and set(group.gr_mem) <= {owner}


def _is_own(path: Path) -> bool:
    return not hasattr(os, "geteuid") or path.stat().st_uid == os.geteuid()


def _without_guarded(table: dict[str, Any], origin: Path) -> tuple[dict[str, Any], str]:
    """``table`` without the keys of :data:`GUARDED`, and a message about those it had."""
    dropped = [key for key in table if _name(key) in GUARDED]
    if not dropped:
        return table, ""
    what = f"{origin}: {', '.join(dropped)} not used (the file is not yours; --config uses it)"
    return {key: value for key, value in table.items() if key not in dropped}, what


def load_config(path: Path | None = None, *, start: Path | None = None) -> Config:
    """The configuration of ``path``, else of the nearest ``briefing.toml`` above ``start``.

    Raises :class:`ConfigError` for an unreadable file, an unknown key or a value of the wrong type.
    """
    return load_file(path, start=start).config


def load_file(path: Path | None = None, *, profile: str = "", start: Path | None = None) -> RunFile:
    """What ``path`` says, else the nearest ``briefing.toml`` above ``start``, under a profile.

    A profile is a table ``[profile.NAME]``, whose keys override those outside it. Relative paths
    are read from the file's own folder. Raises :class:`ConfigError` as :func:`load_config`, and
    :class:`UsageError` for a profile that the file does not have.
    """
    origin, note = (path, "") if path else _nearest((start or Path.cwd()).absolute())
    if origin is None:
        if profile:
            raise UsageError(f"--profile {profile}: there is no {CONFIG_NAME} with profiles")
        return RunFile(note=note)
    table = _read(origin)
    if path is None and not _is_own(origin):
        table, dropped = _without_guarded(table, origin)
        note = dropped or note
    profiles = table.pop("profile", {})
    if not isinstance(profiles, dict) or not all(isinstance(t, dict) for t in profiles.values()):
        raise ConfigError(f"{origin}: a profile is a table such as [profile.morning]")
    files = {name: _run_file(_under(table, own), origin) for name, own in profiles.items()}
    if profile and profile not in files:
        raise UsageError(f"--profile {profile!r} is not in {origin}{nearest(profile, files)}")
    return replace(files[profile] if profile else _run_file(table, origin), note=note)


def profiles(start: Path | None = None) -> list[str]:
    """The names of the profiles of the nearest file, for the completion of the shell."""
    origin = find_config((start or Path.cwd()).absolute())
    named = _read(origin).get("profile", {}) if origin else {}
    return sorted(named) if isinstance(named, dict) else []


def _read(origin: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(read_file(origin, MOST_BYTES).decode("utf-8-sig"))
    except OSError as error:
        raise ConfigError(f"{origin}: cannot be read ({error.strerror})") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ConfigError(f"{origin}: not valid TOML ({error})") from error


def _under(table: Mapping[str, Any], profile: Mapping[str, Any]) -> dict[str, Any]:
    """The keys of a file with those of a profile before them; variables join."""
    joined = {_name(key): value for key, value in table.items()}
    for raw, value in profile.items():
        key = _name(raw)
        both = key == "set" and isinstance(value, dict) and isinstance(joined.get(key), dict)
        joined[key] = {**joined[key], **value} if both else value
    return joined


def _name(key: str) -> str:
    return key.replace("-", "_")


def _run_file(table: Mapping[str, Any], origin: Path) -> RunFile:
    values: dict[str, Any] = {}
    places: dict[str, tuple[str, ...]] = {}
    known = {FILE_KEYS.get(key, key): key for key in KEYS}
    for raw, value in table.items():
        if _name(raw) in _PLACES:
            places[_name(raw)] = _places(raw, value, origin)
            continue
        key = known.get(_name(raw), "")
        if not key:
            raise ConfigError(
                f"{origin}: unknown key {raw!r}{nearest(raw, [*known, *_PLACES, 'profile'])}"
            )
        values[key] = _value(key, raw, value, origin)
    try:
        config = replace(Config(), **values)
    except UsageError as error:
        raise ConfigError(f"{origin}: {error}") from error
    return RunFile(config, places.get("sources", ()), places.get("outputs", ()))


def _value(key: str, raw: str, value: Any, origin: Path) -> Any:
    """The value of a key as :class:`Config` has it."""
    if key == "variables":
        return _variables(value, origin)
    if key == "watch":
        return _watch(value, origin)
    if isinstance(value, dt.date) and TYPES[key] is str:
        value = value.isoformat()
    if key in LISTS and isinstance(value, str | list):
        value = tuple(value) if isinstance(value, list) else (value,)
    if type(value) is not TYPES[key]:
        want = TYPES[key].__name__
        raise ConfigError(f"{origin}: {raw} must be of type {want}, not {type(value).__name__}")
    if key in _RELATIVE and value and value not in SECTOR_TABLES:
        value = str(origin.parent / str(value))
    return value


def _places(raw: str, value: Any, origin: Path) -> tuple[str, ...]:
    """Names of sources or outputs, from the file's own folder."""
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list) or not all(isinstance(name, str) and name for name in names):
        raise ConfigError(f"{origin}: {raw} must be a name, or a list of names")
    return tuple(name if name == "-" or "://" in name else _near(origin, name) for name in names)


def _near(origin: Path, name: str) -> str:
    """A name in the folder of the file, as it is called from the current folder."""
    path = str(origin.parent / name)
    try:
        return (
            os.path.relpath(path) if origin.is_absolute() and not Path(name).is_absolute() else path
        )
    except ValueError:  # another drive
        return path


def _watch(value: Any, origin: Path) -> tuple[Watch, ...]:
    entries = value if isinstance(value, list) else [value]
    made = []
    for entry in entries:
        if not isinstance(entry, dict) or set(entry) - {"name", "terms"}:
            raise ConfigError(f"{origin}: [[watch]] has a name and terms, and nothing else")
        name, terms = entry.get("name"), entry.get("terms", [entry.get("name")])
        terms = [terms] if isinstance(terms, str) else terms
        texts = [name, *terms] if isinstance(terms, list) else [None]
        if not all(isinstance(text, str) and text.strip() for text in texts):
            raise ConfigError(f"{origin}: [[watch]] needs a name, and terms that are texts")
        made.append((str(name), tuple(terms)))
    return tuple(made)


def _variables(table: Any, origin: Path) -> tuple[tuple[str, str], ...]:
    if not isinstance(table, dict):
        raise ConfigError(f"{origin}: set must be a table of names and texts")
    try:
        return tuple(variable(f"{name}={text}") for name, text in table.items())
    except UsageError as error:
        raise ConfigError(f"{origin}: {error}") from error
