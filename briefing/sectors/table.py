"""Read a sector table (TOML) into checked rows; every error names the file and the place.

The format is explained at the top of ``templates/sectors.toml``, for the people who edit it.
"""

from __future__ import annotations

import errno
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefing.errors import SectorTableError, nearest
from briefing.language.tokens import tokenise
from briefing.limits.files import read_file
from briefing.model import NONE

WEIGHTS = {"strong": 3.0, "clear": 3.0, "usual": 2.0, "weak": 1.0, "party": 2.0, "not": 0.0}
"""Weight of a phrase by the list it stands in. A phrase in ``not`` only takes its words away."""

PARTY = "party"
"""The list of parties, who pay, speak, sign or host: such a phrase counts for little in a sentence
that has a phrase of what is done in another sector."""

DECIDING = "strong"
"""The list whose phrases settle the sector of their sentence, whatever the article says. A phrase
there with a weight of its own below the list's is evidence like any other."""

PHRASE_LISTS = tuple(key for key, weight in WEIGHTS.items() if weight)
KEYS = ("title", "titles", "order", "subject", "standing", *WEIGHTS)
MOST_STANDING = 5.0  # e to the fifth: 150 times as likely; more would leave no other sector a story
MOST_BYTES = 2_000_000  # ours has 140 kB; beyond this it is some other file, and slow to read
MOST_PHRASES = 50_000  # ours has 10,000; keeps the compiled table under some 50 MB
MOST_WEIGHT = 5.0  # above 3, "settles it alone", more weight changes nothing but rounding

_QUOTES = '; a name in other letters than a to z stands in quotes, such as ["финансы"]'
_SLUG = re.compile(r"[^\W_A-Z]+(?:-[^\W_A-Z]+)*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z]{2})?")
_CODE = re.compile(r"[^\s\x00-\x1f\x7f]{1,100}")
_OWN_WEIGHT = re.compile(r"\s*:\s*(\S+)$")


@dataclass(frozen=True, slots=True)
class Sector:
    """A heading of the brief: ``slug`` names it in options and JSON; smaller ``order`` first.

    ``titles`` are (language, title) pairs; a language is a code such as ``de`` or, for one region,
    ``en-US``. ``subject`` are codes of a newsroom's own vocabulary, such as ``medtop:20000256``.
    ``standing`` is added to the log odds that a whole article is filed here: above 0 for a desk
    that takes the doubtful story.
    """

    slug: str
    title: str
    order: int
    titles: tuple[tuple[str, str], ...] = ()
    subject: tuple[str, ...] = ()
    standing: float = 0.0

    def title_in(self, language: str, region: str = "") -> str:
        """The title in a language as spelled in a region; ``title`` where the table has none."""
        titles = dict(self.titles)
        return titles.get(f"{language}-{region}") or titles.get(language) or self.title


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase as written in the table; ``weight`` 0 excludes. ``slug`` may be ``none``.

    One that ``decides`` settles the sector of every sentence in which it stands; a ``party`` is as
    :data:`PARTY` says.
    """

    slug: str
    text: str
    weight: float
    decides: bool = False
    party: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """A table as read: sectors in order, phrases in the order of the file."""

    sectors: tuple[Sector, ...]
    phrases: tuple[Phrase, ...]


def read_bytes(path: Path) -> bytes:
    """The table's bytes. Raises :class:`SectorTableError` when it cannot be read or is huge."""
    try:
        return read_file(path, MOST_BYTES)
    except OSError as error:
        fault = "too large for a sector table" if error.errno == errno.EFBIG else "cannot be read"
        raise SectorTableError(f"{path}: {fault} ({error.strerror})") from error


def parse(raw: bytes, origin: str) -> Rows:
    """The rows of a table. Raises :class:`SectorTableError` naming ``origin`` and the fault."""
    import tomllib

    try:
        table = tomllib.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise SectorTableError(f"{origin}: not UTF-8 (byte {error.start})") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        repeated = re.search(r"Cannot declare \('([^']*)',\) twice", str(error))
        if repeated:
            raise SectorTableError(f"{origin}: sector {repeated[1]!r} stands twice") from error
        hint = _QUOTES if "key part" in str(error) and not raw.isascii() else ""
        raise SectorTableError(f"{origin}: not valid TOML ({error}){hint}") from error
    sectors: list[Sector] = []
    phrases: list[Phrase] = []
    for slug, block in table.items():
        _check_block(slug, block, origin)
        if slug != NONE:
            sectors.append(_sector(slug, block, origin))
        for key in WEIGHTS:
            phrases += _phrases(slug, key, block.get(key, ""), origin)
        if len(phrases) > MOST_PHRASES:
            raise SectorTableError(f"{origin}: more than {MOST_PHRASES} phrases")
    if not sectors:
        raise SectorTableError(f"{origin}: no sector; each is a block such as [energy]")
    sectors.sort(key=lambda sector: sector.order)
    return Rows(tuple(sectors), tuple(phrases))


def _check_block(slug: str, block: Any, origin: str) -> None:
    if not isinstance(block, dict):
        raise SectorTableError(
            f"{origin}: {slug!r} stands outside a sector; begin with a block such as [energy]"
        )
    if not _SLUG.fullmatch(slug):
        raise SectorTableError(
            f"{origin}: {slug!r} is no slug; use lower-case words joined by hyphens"
        )
    known = KEYS if slug != NONE else tuple(WEIGHTS)
    for key in block:
        if key not in known:
            raise SectorTableError(f"{origin}: [{slug}] unknown key {key!r}{nearest(key, known)}")


def _sector(slug: str, block: dict[str, Any], origin: str) -> Sector:
    title = block.get("title", slug.replace("-", " ").capitalize())
    order = block.get("order", 1000)
    if not isinstance(title, str) or not title.strip() or "\n" in title:
        raise SectorTableError(f"{origin}: [{slug}] title must be one line of text")
    if type(order) is not int:
        raise SectorTableError(f"{origin}: [{slug}] order must be a whole number, not {order!r}")
    if not any(block.get(key) for key in PHRASE_LISTS):
        raise SectorTableError(f"{origin}: [{slug}] has no phrases; give it strong, usual or weak")
    titles = _titles(slug, block.get("titles", {}), origin)
    standing = block.get("standing", 0.0)
    if type(standing) not in (int, float) or not abs(standing) <= MOST_STANDING:
        raise SectorTableError(
            f"{origin}: [{slug}] standing must be a number from -{MOST_STANDING:g} to "
            f"{MOST_STANDING:g}, not {standing!r}"
        )
    subject = _subject(slug, block, origin)
    return Sector(slug, title.strip(), order, titles, subject, float(standing))


def _titles(slug: str, value: Any, origin: str) -> tuple[tuple[str, str], ...]:
    """The titles by language. Raises :class:`SectorTableError`."""
    where = f"{origin}: [{slug}] titles"
    if not isinstance(value, dict):
        raise SectorTableError(f'{where} must be like {{ de = "Energie", en-US = "Labor" }}')
    for language, title in value.items():
        if not _LANGUAGE.fullmatch(language):
            raise SectorTableError(f"{where}: {language!r} is no language; write de or en-US")
        if not isinstance(title, str) or not title.strip() or "\n" in title:
            raise SectorTableError(f"{where}: {language} must be one line of text")
    return tuple((language, title.strip()) for language, title in value.items())


def _subject(slug: str, block: dict[str, Any], origin: str) -> tuple[str, ...]:
    """The codes of a sector. Raises :class:`SectorTableError`."""
    value = block.get("subject", [])
    codes = [value] if isinstance(value, str) else value
    if not isinstance(codes, list) or not all(
        isinstance(code, str) and _CODE.fullmatch(code) for code in codes
    ):
        raise SectorTableError(
            f"{origin}: [{slug}] subject must be a code or a list of codes without blanks, "
            "such as medtop:20000256"
        )
    return tuple(dict.fromkeys(codes))


def _phrases(slug: str, key: str, value: Any, origin: str) -> list[Phrase]:
    lines = [value] if isinstance(value, str) else value
    if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
        raise SectorTableError(f"{origin}: [{slug}] {key} must be text or a list of texts")
    phrases: list[Phrase] = []
    usual = WEIGHTS[key]
    for line in "\n".join(lines).split("\n"):
        kept = line.partition("#")[0] if "#" in line else line
        for part in kept.split(","):
            text = part.strip()
            if not text:
                continue
            weight = usual
            if ":" in text:
                text, weight = _weighted(text, usual, f"{origin}: [{slug}] {key}")
            decides = key == DECIDING and weight >= usual
            phrases.append(Phrase(slug, text, weight, decides, key == PARTY))
    return phrases


def _weighted(text: str, usual: float, where: str) -> tuple[str, float]:
    """A phrase and its own weight, ``ship : 1.5``; a colon within a word is part of the phrase."""
    match = _OWN_WEIGHT.search(text)
    if match is None:
        return text, usual
    phrase = text[: match.start()]
    try:
        weight = float(match[1])
    except ValueError:
        raise SectorTableError(f"{where}: {text!r} has no number after the colon") from None
    if not usual:
        raise SectorTableError(f"{where}: {text!r} excludes, so it takes no weight")
    if not 0 < weight <= MOST_WEIGHT:
        raise SectorTableError(f"{where}: {text!r} must weigh above 0 and at most {MOST_WEIGHT:g}")
    if not tokenise(phrase):
        raise SectorTableError(f"{where}: {text!r} has a weight, but no phrase")
    return phrase, weight
