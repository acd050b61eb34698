"""What is known of each language: one data file per language under ``data/languages``.

A file is read when the first article in its language is read. A rule that needs something that the
file lacks is off: no stage falls back to English words. ``data/languages/README.md`` explains the
format to those who add a language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date as Date
from functools import lru_cache
from typing import Any, NamedTuple

from briefing.resources import data_path

FOLDER = "languages"
_NOTHING: Mapping[str, Any] = {}


class Words(NamedTuple):
    """How words are separated and compared.

    ``stemmer`` is ``snowball:NAME``, ``endings`` (the longest of ``endings`` is cut), ``pairs``
    (text without blanks: every two neighbouring characters are a word) or empty for whole words.
    ``length`` is how many English words one word of the language is worth. ``function`` are the
    function words in small letters.
    """

    stemmer: str = ""
    endings: tuple[str, ...] = ()
    function: frozenset[str] = frozenset()
    length: float = 1.0


class Sentences(NamedTuple):
    """Abbreviations in small letters, without their last full stop.

    ``never`` ends no sentence, ``figure`` none before a figure or an open bracket, ``capital`` none
    before a capital. ``ties`` are words after a closed quotation that belong to its sentence;
    ``glued`` is a pattern of what ends a sentence without a blank after the full stop;
    ``predicate`` one of how a sentence ends, where a line without a full stop may be one;
    ``reported`` one of a short sentence after a quotation that says whose words these are.
    """

    never: frozenset[str] = frozenset()
    figure: frozenset[str] = frozenset()
    capital: frozenset[str] = frozenset()
    ties: tuple[str, ...] = ()
    glued: str = ""
    predicate: str = ""
    reported: str = ""


class Lines(NamedTuple):
    """Patterns of what surrounds the news, matched at the beginning unless ``inside``.

    ``opening``: what stands before the first words of a report (place, date, agency, byline);
    ``closing``: what stands after its last words (signature, address, copyright); ``caption``,
    ``boilerplate``: sentences and lines of that kind; ``inside``: boilerplate by a phrase anywhere.
    """

    opening: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()
    caption: tuple[str, ...] = ()
    boilerplate: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()


class Leaning(NamedTuple):
    """How sentences lean on the one before.

    ``openers``: patterns of openings that lean; ``drop``: connectives that may be left out;
    ``inside``: patterns that lean wherever they stand, such as "he said" after a quotation.
    """

    openers: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()


class Numbers(NamedTuple):
    """How figures are written: ``decimal`` mark, ``scales``, ``currencies`` (to codes) and
    ``units`` (to a base unit and a factor) by word; a word that ends in ``*`` takes any ending.
    ``days`` are the words that make a number a date, ``hedges`` those that make it inexact."""

    decimal: str = "."
    scales: Mapping[str, float] = _NOTHING
    currencies: Mapping[str, str] = _NOTHING
    units: Mapping[str, tuple[str, float]] = _NOTHING
    days: tuple[str, ...] = ()
    hedges: tuple[str, ...] = ()


class Distances(NamedTuple):
    """How days, weeks and months are named by their distance from today.

    ``weekdays`` has a frame, in which ``{day}`` stands for a day's name and the groups ``last`` and
    ``next`` for words that settle which one, and the seven names, as patterns. ``days``, ``weeks``
    and ``months`` are patterns by their distance. ``past``, ``future`` and ``doubt`` are patterns
    of verbs; ``participle`` is one of a participle that is past; ``clause`` parts clauses. In a
    language with ``verbs_last`` the verb follows its day. ``form`` and ``span`` are a day and days
    of one month as the brackets show them, with ``month_names`` and, after a day, ``month_forms``;
    ``day_words`` stand after the number of a day in place of its month.
    """

    weekdays: tuple[str, ...] = ()
    days: tuple[tuple[int, str], ...] = ()
    weeks: tuple[tuple[int, str], ...] = ()
    months: tuple[tuple[int, str], ...] = ()
    past: str = "(?!)"
    future: str = "(?!)"
    doubt: str = "(?!)"
    participle: str = ""
    clause: str = ""
    verbs_last: bool = False
    form: str = ""
    span: str = ""
    month_names: tuple[str, ...] = ()
    month_forms: tuple[str, ...] = ()
    day_words: tuple[str, ...] = ()

    def day(self, date: Date) -> str:
        """A day in words: "12 июня"."""
        return self.form.format(day=date.day, month=self.month_forms[date.month - 1])

    def days_between(self, first: Date, last: Date) -> str:
        """Two days and what lies between them: "3–9 июня"."""
        if first.month != last.month:
            return f"{self.day(first)} – {self.day(last)}"
        return self.span.format(
            first=first.day, last=last.day, month=self.month_forms[first.month - 1]
        )


class FigureLabels(NamedTuple):
    """How sentences say what a figure measures (:mod:`briefing.selection.figure_labels.elsewhere`).

    ``rules`` are patterns in which ``#`` is the figure; ``hoped`` is one of words that make it no
    fact, ``vague`` one of labels that say nothing, ``nouns`` one of the common nouns that labels
    begin with; ``bare`` has a group for a unit whose ending of case is left out after it.
    """

    rules: tuple[str, ...] = ()
    hoped: str = ""
    vague: str = ""
    nouns: str = ""
    bare: str = ""


class Series(NamedTuple):
    """How sentences name the period of what they measure (:mod:`briefing.language.periods`).

    ``rules`` are patterns of one period each, the first that matches counts, with the groups
    ``quarter``, ``half``, ``count`` (of months from January), ``from`` and ``to``, ``day``,
    ``month``, ``year``, and ``last``, ``this`` or ``next`` for a year named from today. ``months``,
    ``ordinals`` and ``counts`` (from two) are patterns of the numbers in these groups, which stand
    in the rules as ``{month}``, ``{ordinal}`` and ``{count}``.

    Patterns of the words before or after a period: of a deadline (``until``), of what a value is
    compared with (``base``; ``toward`` is that, or a deadline of a plan), of saying (``said``);
    before or after a figure: of what another is compared with (``than``). ``moves`` are words for
    going up or down, ``prices`` those of a price that markets set.
    """

    rules: tuple[str, ...] = ()
    months: tuple[str, ...] = ()
    ordinals: tuple[str, ...] = ()
    counts: tuple[str, ...] = ()
    until_before: str = ""
    until_after: str = ""
    toward_before: str = ""
    base_before: str = ""
    base_after: str = ""
    said_before: str = ""
    said_after: str = ""
    than_before: str = ""
    than_after: str = ""
    moves: str = "(?!)"
    prices: str = "(?!)"


class Language(NamedTuple):
    """All that a file says of one language.

    ``quotes`` are pairs of an opening and a closing mark; ``months`` the written forms of each
    month in small letters, ``stamps`` the words beside a date on a line of its own; ``agencies`` a
    pattern of the names by which agencies sign; ``rarity`` the weight of each stem and ``unseen``
    that of any other.
    """

    code: str
    name: str = ""
    right_to_left: bool = False
    quotes: tuple[tuple[str, str], ...] = ()
    words: Words = Words()
    sentences: Sentences = Sentences()
    lines: Lines = Lines()
    leaning: Leaning = Leaning()
    numbers: Numbers = Numbers()
    months: tuple[tuple[str, ...], ...] = ()
    distances: Distances = Distances()
    figures: FigureLabels = FigureLabels()
    series: Series = Series()
    agencies: str = ""
    stamps: frozenset[str] = frozenset()
    rarity: Mapping[str, float] = _NOTHING
    unseen: float = 0.0

    @property
    def paired(self) -> bool:
        """Whether its words are pairs of characters, as no blanks part them."""
        return self.words.stemmer == "pairs"


@lru_cache(maxsize=64)
def language(code: str) -> Language:
    """What is known of the language of a two-letter code; nothing for one without a file.

    >>> language("ko").name, language("xx").name
    ('Korean', '')
    """
    path = data_path(f"{FOLDER}/{code}.toml")
    if not code.isalpha() or not path.is_file():
        return Language(code)
    import tomllib

    table = tomllib.loads(path.read_text("utf-8"))
    return _language(code, table)


def known() -> tuple[str, ...]:
    """The codes of all languages that have a file, sorted."""
    return tuple(sorted(path.stem for path in data_path(FOLDER).glob("*.toml")))


def _language(code: str, table: dict[str, Any]) -> Language:
    words, sentences = table.get("words", {}), table.get("sentences", {})
    rarity, unseen = _rarity(table.get("rarity", {}))
    parts = _parts(table)
    return Language(
        code=code,
        name=table["name"],
        right_to_left=table.get("direction") == "rtl",
        quotes=tuple((pair[0], pair[-1]) for pair in table.get("quotes", "").split()),
        words=Words(
            words.get("stemmer", ""),
            tuple(sorted(words.get("endings", "").split(), key=lambda e: (-len(e), e))),
            _set(words, "function"),
            float(words.get("length", 1.0)),
        ),
        sentences=Sentences(
            _set(sentences, "never"),
            _set(sentences, "figure"),
            _set(sentences, "capital"),
            tuple(sentences.get("ties", "").split()),
            sentences.get("glued", ""),
            sentences.get("predicate", ""),
            sentences.get("reported", ""),
        ),
        lines=Lines(**_patterns(table.get("lines", {}), parts)),
        leaning=Leaning(**_patterns(table.get("leaning", {}), parts)),
        months=tuple(tuple(forms.split()) for forms in table.get("dates", {}).get("months", ())),
        figures=_figure_labels(table.get("figure_labels", {})),
        series=_series(table.get("series", {}), parts),
        distances=_distances(table.get("distances", {})),
        numbers=_numbers(table.get("numbers", {})),
        agencies=table.get("openings", {}).get("agencies", ""),
        stamps=_set(table.get("dates", {}), "stamp") | _set(table.get("dates", {}), "weekdays"),
        rarity=rarity,
        unseen=unseen,
    )


_UPPER = "A-ZÀ-ÖØ-ÞĞİŞČŠŽƏА-ЯЁІЇЄҐЎҚҒҲҢҰҮӘӨҺЈҶӢӮ"
_SITE = r"[A-Z][\w-]*\.(?i:kz|ru|com|uz|kg|net|org|az|ua|by|tj|media|info)\b"
_SHAPES = {
    "capitals": rf"[{_UPPER}][{_UPPER}.’'-]{{2,}}(?:[ /-][{_UPPER}][{_UPPER}.’'-]+){{0,3}}(?!\w)",
    "place": rf"[{_UPPER}][\w’'-]+(?:[ /-][{_UPPER}][\w’'-]+){{0,2}}",
    "person": rf"[{_UPPER}][\w-]+ [{_UPPER}][\w-]+",
}
"""What ``{capitals}``, ``{place}`` and ``{person}`` stand for in the patterns of a file."""


def _parts(table: dict[str, Any]) -> dict[str, str]:
    """What the names in braces in the patterns of a file stand for."""
    agencies = table.get("openings", {}).get("agencies", "")
    months = " ".join(table.get("dates", {}).get("months", ())).split()
    month = "|".join(sorted(months, key=lambda m: (-len(m), m))) or r"(?!)"
    day = (
        rf"(?:\d{{1,2}}(?:\. ?|-| )(?i:{month})\b\.?(?:,? \d{{4}})?(?: ?(?:г\.|года|р\.|ж\.|жыл))?"
    )
    return _SHAPES | {
        "date": rf"{day}|(?i:{month})\b\.? \d{{1,2}}(?!\d)|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}})",
        "agency": rf"(?i:{agencies})|{_SITE}" if agencies else _SITE,
        "saying": "|".join(table.get("saying", {}).get("words", "").split()) or r"(?!)",
    }


def _patterns(table: dict[str, list[str]], parts: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    patterns = {}
    for key, rows in table.items():
        for name, pattern in parts.items():
            rows = [row.replace(f"{{{name}}}", pattern) for row in rows]
        patterns[key] = tuple(rows)
    return patterns


def _set(table: dict[str, Any], key: str) -> frozenset[str]:
    return frozenset(table.get(key, "").split())


def _numbers(table: dict[str, Any]) -> Numbers:
    return Numbers(
        table.get("decimal", "."),
        {word: float(value) for word, value in table.get("scales", {}).items()},
        table.get("currencies", {}),
        {word: (unit, float(factor)) for word, (unit, factor) in table.get("units", {}).items()},
        tuple(table.get("days", "").lower().split()),
        tuple(table.get("hedges", "").split()),
    )


def _figure_labels(table: dict[str, Any]) -> FigureLabels:
    """``{figure}``, ``{nouns}`` and ``{things}`` in the rules stand for the pattern of that key."""
    rules = table.get("rules", ())
    for name in ("figure", "nouns", "things"):
        rules = [rule.replace(f"{{{name}}}", table.get(name, "(?!)")) for rule in rules]
    plain = ("hoped", "vague", "nouns", "bare")
    return FigureLabels(tuple(rules), **{key: table[key] for key in plain if key in table})


def _series(table: dict[str, Any], parts: Mapping[str, str]) -> Series:
    months, ordinals, counts = (
        tuple(f"(?:{row})" for row in table.get(key, ()))
        for key in ("months", "ordinals", "counts")
    )
    numbers = {"month": months, "ordinal": ordinals, "count": counts}
    rules = table.get("rules", ())
    for name in ("before", "year"):
        rules = [rule.replace(f"{{{name}}}", table.get(name, "")) for rule in rules]
    for name, rows in numbers.items():
        rules = [rule.replace(f"{{{name}}}", f"(?i:{'|'.join(rows)})") for rule in rules]
    lists = ("rules", "months", "ordinals", "counts", "before", "year")
    words = {
        key: pattern.replace("{saying}", parts["saying"])
        for key, pattern in table.items()
        if key not in lists
    }
    return Series(tuple(rules), months, ordinals, counts, **words)


def _distances(table: dict[str, Any]) -> Distances:
    if not table:
        return Distances()

    def by_distance(key: str) -> tuple[tuple[int, str], ...]:
        return tuple((int(step), pattern) for step, pattern in table.get(key, {}).items())

    plain = ("past", "future", "doubt", "participle", "clause", "form", "span", "verbs_last")
    return Distances(
        weekdays=(table["frame"], *table["weekdays"]),
        days=by_distance("days"),
        weeks=by_distance("weeks"),
        months=by_distance("months"),
        month_names=tuple(table["month_names"].split()),
        month_forms=tuple(table.get("month_forms", table["month_names"]).split()),
        day_words=tuple(table.get("day_words", "").split()),
        **{key: table[key] for key in plain if key in table},
    )


def _rarity(table: dict[str, Any]) -> tuple[dict[str, float], float]:
    """The weight of each stem, as in :mod:`briefing.language.idf`, and that of any other."""
    from math import log

    if not table:
        return {}, 0.0
    top = log(table["stories"])
    weights = {
        stem: max(0.0, top - int(level) * log(2))
        for level, stems in table["log2_stories_with"].items()
        for stem in stems.split()
    }
    return weights, top


@lru_cache(maxsize=256)
def compiled(rows: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern for all rows of a file; it never matches where there are none."""
    return re.compile("|".join(f"(?:{row})" for row in rows) or r"(?!)")


def first_match(rows: tuple[str, ...], text: str, start: int = 0) -> re.Match[str] | None:
    """The match of one of the rows at ``start``, the first of those that match there."""
    return compiled(rows).match(text, start) if rows else None


def matches(rows: tuple[str, ...], text: str) -> Iterator[int]:
    """Where one of the rows stands in the text."""
    return (match.start() for match in compiled(rows).finditer(text)) if rows else iter(())
