"""Errors that reach a user: one clear line each, with the exit code of the command line."""

from __future__ import annotations

from collections.abc import Iterable

DISTRIBUTION = "onepage-briefing"
"""The name under which this package is installed."""

DISTRIBUTIONS = {
    "Stemmer": "PyStemmer",
    "docx": "python-docx",
    "markdown_it": "markdown-it-py",
}
"""What to install for a package that is imported under another name than it is installed by."""


class BriefingError(Exception):
    """Base of all errors meant for a user; ``str(error)`` is one line: what, where, what to do."""

    exit_code = 2

    def __init__(self, message: str) -> None:
        super().__init__(" ".join(part.strip() for part in message.splitlines()))


class UsageError(BriefingError):
    """Wrong options or arguments."""

    exit_code = 2


class EngineError(BriefingError):
    """An engine that is not installed or a scheduler that cannot be reached."""

    exit_code = 2


class PackageError(BriefingError):
    """A package that briefing needs and that is not installed; ``name`` is what was imported."""

    exit_code = 2

    def __init__(self, name: str) -> None:
        top = name.partition(".")[0]
        package = DISTRIBUTIONS.get(top, top.replace("_", "-"))
        super().__init__(f"{package} is missing or too old; run: pip install --upgrade {package}")
        self.name = name

    def __reduce__(self) -> tuple[type[PackageError], tuple[str]]:
        return (type(self), (self.name,))


def lacking(error: BaseException) -> PackageError | None:
    """The error for a package that is not installed; None for any other error.

    A library that cannot be loaded for lack of memory is installed, and so is every module of ours.

    >>> print(lacking(ModuleNotFoundError("No module named 'docx'", name="docx")))
    python-docx is missing or too old; run: pip install --upgrade python-docx
    """
    if not isinstance(error, ImportError) or not error.name:
        return None
    absent = isinstance(error, ModuleNotFoundError) or "cannot import name" in str(error)
    ours = error.name.partition(".")[0] == "briefing"
    return PackageError(error.name) if absent and not ours else None


EXTRAS = {
    "asn1crypto": "smime", "adlfs": "azure", "fsspec": "remote", "gcsfs": "gcs",
    "mwparserfromhell": "wiki", "pptx": "slides",
    "pyarrow": "parquet", "s3fs": "remote", "starlette": "review", "uvicorn": "review",
}  # fmt: skip
"""The extra of our distribution that brings a package which only some sources need."""


class SourceError(BriefingError):
    """A source that cannot be read; the run goes on without it."""

    exit_code = 3

    def __init__(self, location: str, reason: str) -> None:
        super().__init__(f"{location}: {reason}")
        self.location = location
        self.reason = reason

    def __reduce__(self) -> tuple[type[SourceError], tuple[str, str]]:
        return (type(self), (self.location, self.reason))


def how_to_install(extra: str) -> str:
    """What to run for an extra of our distribution.

    >>> how_to_install("plot")
    "run: pip install 'onepage-briefing[plot]'"
    """
    return f"run: pip install '{DISTRIBUTION}[{extra}]'"


def needed_extra(error: BaseException, location: str) -> SourceError | None:
    """The line for a source whose reader comes with an extra that is not installed, else None.

    >>> error = ModuleNotFoundError("No module named 'pptx'", name="pptx")
    >>> print(needed_extra(error, "talk.pptx"))
    talk.pptx: its reader is not installed; run: pip install 'onepage-briefing[slides]'
    """
    name = error.name if isinstance(error, ImportError) and error.name else ""
    extra = EXTRAS.get(name.partition(".")[0])
    if extra is None:
        return None
    return SourceError(location, f"its reader is not installed; {how_to_install(extra)}")


class NoArticleError(BriefingError):
    """No source gave a usable article; ``reasons`` has a line for each that was skipped."""

    exit_code = 3

    def __init__(self, message: str, reasons: Iterable[str] = ()) -> None:
        super().__init__(message)
        self.reasons = tuple(reasons)


class NothingNewError(NoArticleError):
    """The sources have nothing for a brief of ``date`` (ISO, ``""`` where nothing tells it) that
    earlier ones do not have. ``language`` is that of the brief."""

    def __init__(self, message: str, date: str, language: str) -> None:
        super().__init__(message)
        self.date, self.language = date, language


class TemplateError(BriefingError):
    """A template that cannot be read, names unknown variables, or leaves no room."""

    exit_code = 4


class SectorTableError(BriefingError):
    """A sector table that cannot be read or used."""

    exit_code = 4


class ConfigError(BriefingError):
    """A configuration file that cannot be read or used."""

    exit_code = 4


class OutputError(BriefingError):
    """An output that cannot be written."""

    exit_code = 5


class LibraryError(BriefingError):
    """A library of past briefs that cannot be opened, read or written."""

    exit_code = 5


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint ``; did you mean 'x'?`` for a misspelt word, or the list of what is known.

    >>> nearest("enrgy", ["energy", "mining"])
    "; did you mean 'energy'?"
    >>> nearest("zzz", ["energy", "mining"])
    '; known: energy, mining'
    """
    import difflib

    names = sorted(known)
    close = difflib.get_close_matches(word.lower(), names, n=1, cutoff=0.6)
    return f"; did you mean {close[0]!r}?" if close else f"; known: {', '.join(names)}"
