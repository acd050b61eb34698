"""What is known of each language: one data file per language under ``data/languages``.

A file is read when the first article in its language is read. A rule that needs something that the
file lacks is off: no stage falls back to English words. ``data/languages/README.md`` explains the
format to those who add a language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from briefing.languages.values import (
    Distances,
    FigureLabels,
    Language,
    Leaning,
    Lines,
    Lists,
    Numbers,
    Patterns,
    Sentences,
    Series,
    Words,
)
from briefing.resources import data_path

__all__ = [
    "Distances",
    "FigureLabels",
    "Language",
    "Leaning",
    "Lines",
    "Numbers",
    "Sentences",
    "Series",
    "Words",
    "compiled",
    "first_match",
    "known",
    "labels",
    "language",
    "matches",
]

FOLDER = "languages"


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


def labels(code: str) -> dict[str, str]:
    """The fixed words of a brief, from ``[labels]`` of a language's file; nothing else of the file
    is read, because a reader of briefs needs the labels of all languages."""
    import tomllib

    text = data_path(f"{FOLDER}/{code}.toml").read_text("utf-8")
    section = text.partition("\n[labels]\n")[2]
    return tomllib.loads(section.partition("\n[")[0])


def _language(code: str, table: dict[str, Any]) -> Language:
    words, sentences = table.get("words", {}), table.get("sentences", {})
    rarity, unseen = _rarity(table.get("rarity", {}))
    parts, cues = _parts(table), table.get("cues", {})
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
            Lists(sentences.get("lists", {})),
        ),
        lines=_lines(table.get("lines", {}), parts),
        leaning=_leaning(table.get("leaning", {}), parts),
        months=tuple(tuple(forms.split()) for forms in table.get("dates", {}).get("months", ())),
        figures=_figure_labels(table.get("figure_labels", {})),
        series=_series(table.get("series", {}), parts),
        distances=_distances(table.get("distances", {})),
        numbers=_numbers(table.get("numbers", {})),
        agencies=_pattern(table.get("openings", {}).get("agencies", "")),
        saying=Patterns({k: "|".join(w.split()) for k, w in table.get("saying", {}).items()}),
        datelines=Patterns({k: _pattern(v) for k, v in table.get("openings", {}).items()}),
        cues=Lists({k: v for k, v in cues.items() if k != "deeds"}),
        deeds=Lists(cues.get("deeds", {})),
        stamps=_set(table.get("dates", {}), "stamp") | _set(table.get("dates", {}), "weekdays"),
        rarity=rarity,
        unseen=unseen,
    )


_MORE_LEANING = ("phrases", "pronouns", "nouns")
_MORE_LINES = ("by_word", "parts", "patterns", "triggers")
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
    agencies = _pattern(table.get("openings", {}).get("agencies", ""))
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


def _pattern(rows: str | list[str]) -> str:
    """A pattern that is written as one, or as its alternatives."""
    return rows if isinstance(rows, str) else "|".join(rows)


def _lines(table: dict[str, Any], parts: Mapping[str, str]) -> Lines:
    own = {name: f"(?:{_pattern(rows)})" for name, rows in table.get("parts", {}).items()}

    def filled(pattern: str) -> str:
        for name, part in own.items():
            pattern = pattern.replace(f"{{{name}}}", part)
        return pattern

    lists = {key: rows for key, rows in table.items() if key not in _MORE_LINES}
    return Lines(
        **_patterns(lists, parts),
        by_word=tuple((words, filled(pattern)) for words, pattern in table.get("by_word", ())),
        patterns=Patterns({k: filled(_pattern(v)) for k, v in table.get("patterns", {}).items()}),
        triggers={name: tuple(words) for name, words in table.get("triggers", {}).items()},
    )


def _leaning(table: dict[str, Any], parts: Mapping[str, str]) -> Leaning:
    lists = {key: rows for key, rows in table.items() if key not in _MORE_LEANING}
    return Leaning(
        **_patterns(lists, parts),
        phrases=Lists(table.get("phrases", {})),
        pronouns=Lists(table.get("pronouns", {})),
        nouns=Lists(table.get("nouns", {})),
    )


def _patterns(table: dict[str, list[str]], parts: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    patterns = {}
    for key, rows in table.items():
        for name, pattern in parts.items():
            rows = [row.replace(f"{{{name}}}", pattern) for row in rows]
        patterns[key] = tuple(rows)
    return patterns


def _set(table: dict[str, Any], key: str) -> frozenset[str]:
    return frozenset(table.get(key, "").split())


def _grouped(table: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Each word of a table, whose keys are what the words in a row stand for, with its key."""
    return ((word, key) for key, words in table.items() for word in words.split(", "))


def _values(table: dict[str, str]) -> dict[str, float]:
    return {word: float(value) for word, value in _grouped(table)}


def _units(table: dict[str, str]) -> dict[str, tuple[str, float]]:
    """Words by unit: the key is a base unit, and how many of it one is where that is not 1."""
    units = {}
    for word, key in _grouped(table):
        base, _, factor = key.partition(" ")
        units[word] = (base, float(factor or 1.0))
    return units


def _numbers(table: dict[str, Any]) -> Numbers:
    shared = {
        name: dict(row.rsplit(" ", 1) for row in rows.split(", ") if row)
        for name, rows in table.get("shared", {}).items()
    }
    plain = ("decimal", "american", "of", "share")
    return Numbers(
        scales=_values(table.get("scales", {})),
        currencies=dict(_grouped(table.get("currencies", {}))),
        units=_units(table.get("units", {})),
        days=tuple(table.get("days", "").lower().split()),
        hedges=tuple(table.get("hedges", "").split()),
        spelt=tuple(table.get("spelt", "").split()),
        numerals=_values(table.get("numerals", {})),
        parts=_values(table.get("parts", {})),
        symbols=dict(_grouped(table.get("symbols", {}))),
        shared=shared,
        people=tuple(table.get("people", "").split()),
        fates=Lists(table.get("fates", {})),
        **{key: table[key] for key in plain if key in table},
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
        weekdays=(table.get("frame", ""), *table["weekdays"]),
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
