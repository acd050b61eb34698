"""Labels of figures in other languages than English, by the constructions of their files.

A rule is a pattern with the figure in it: "объём торговли составил #", "# 규모의 투자". What it
calls ``label`` says what is measured, in the sentence's own words; ``value`` is the figure with the
words that bound it ("более #"). ``verb`` goes before the label, as a change does ("на # вырос
экспорт"), ``into`` after it.
A figure in any other construction has no label, nor has one that is hoped for or denied.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from briefing.language.figures_elsewhere import figures_of
from briefing.language.quantities import AMOUNT, COUNT, DATE, SHARE, Figure
from briefing.language.units import TIMES
from briefing.languages import FigureLabels, language
from briefing.selection.figure_labels import LEAST_COUNT, LEAST_SUM
from briefing.selection.figure_labels.exchange import in_dollars
from briefing.selection.figure_labels.phrases import LONGEST_LABEL

MOST_WORDS = 7
"""Words of the longest label, which has as many characters as in English at most."""

_SIGN = "\x01"
_ADDED = re.compile(r"\s?\[[^\[\]]*\]")
_PART = re.compile(r"\d[ \u00a0]?[^\W\d_]{1,9}\.?[ \u00a0]$")
"""A number with its scale, of which the figure is the rest: "753 млрд 300 млн"."""
_CLAUSE = re.compile(r"[;:.!?]\s|\s[–—-]\s|,\s")


class Labelled(NamedTuple):
    """A figure with the value that a strip shows and what it measures."""

    figure: Figure
    value: str
    label: str


def labelled_elsewhere(text: str, code: str) -> list[Labelled]:
    """The figures of a sentence that have a label, in order.

    >>> labelled_elsewhere("Экспорт зерна составил 3,1 млрд долларов.", "ru")[0][1:]
    ('3,1 млрд долларов', 'экспорт зерна')
    >>> labelled_elsewhere("기업들은 31억 달러 규모의 항만 투자를 발표했다.", "ko")[0][1:]
    ('31억 달러', '항만 투자')
    """
    own = language(code).figures
    if not own.rules:
        return []
    plain = _ADDED.sub("", text)
    rows = (_labelled(figure, plain, own) for figure in figures_of(plain, code))
    return [row for row in rows if row is not None]


def _labelled(figure: Figure, text: str, own: FigureLabels) -> Labelled | None:
    if not _shows(figure, text):
        return None
    head, tail = text[: figure.start], text[_end(figure) :]
    marked = f"{head}{_SIGN}{tail}"
    for rule in _compiled(own.rules):
        match = next((m for m in rule.finditer(marked) if _SIGN in m[0]), None)
        if match is None or _SIGN in match["label"]:
            continue
        groups = match.groupdict()
        into = groups.get("into") or ""
        parts = (groups.get("verb"), _lowered(match, own), into[:1].lower() + into[1:])
        label = " ".join(filter(None, parts))
        if figure.kind == SHARE and match.start("label") > marked.index(_SIGN):
            continue  # a share of what, it says, but seldom in what
        written = groups.get("value") or _SIGN
        beside = _own_clause(marked, match.start(), match.end()).replace(match["label"], " ")
        hoped = own.hoped and re.search(own.hoped, beside)
        short = len(label) <= LONGEST_LABEL and len(label.split()) <= MOST_WORDS
        if short and not hoped and not (own.vague and re.fullmatch(own.vague, label)):
            bare = re.sub(own.bare, r"\1", figure.value) if own.bare else figure.value
            value = bare if written.endswith(_SIGN) else figure.value
            return Labelled(figure, written.strip().replace(_SIGN, value), label)
    return None


@lru_cache(maxsize=16)
def _compiled(rules: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rule.replace("#", _SIGN)) for rule in rules)


def _lowered(match: re.Match[str], own: FigureLabels) -> str:
    """The label; a common noun that opens the sentence loses its capital."""
    label = match["label"].strip()
    opens = own.nouns and re.match(own.nouns, label[:1].lower() + label[1:])
    return label[:1].lower() + label[1:] if opens else label


def _own_clause(text: str, start: int, end: int) -> str:
    """The clause around a construction."""
    before = _CLAUSE.split(text[:start])[-1]
    return before + text[start:end] + _CLAUSE.split(text[end:], maxsplit=1)[0]


def _shows(figure: Figure, text: str) -> bool:
    """Whether a figure is of a kind that a strip shows, and whole."""
    if figure.kind == DATE or figure.unit in (*TIMES, "pp"):
        return False
    part = _PART.search(text, max(0, figure.start - 16), figure.start)
    if part or re.match(r"\s?[\d~–-]", text[_end(figure) :]) or text[: figure.start].endswith("~"):
        return False
    if figure.kind == COUNT:
        return figure.number >= LEAST_COUNT
    return figure.kind != AMOUNT or figure.upper * in_dollars(figure.unit) >= LEAST_SUM


def _end(figure: Figure) -> int:
    """Where the figure as written ends; its span has the blank after it as well."""
    return figure.start + len(figure.value)
