"""Raised characters: marks of notes go, powers, units, charges and ordinals stay readable.

A raised figure means either "see the note" or "to the power of". Read as plain text, it joins the
figure before it (12.5 and a note 3 become 12.53). The text before it decides which of the two it
is.
"""

from __future__ import annotations

import re

UNREADABLE = "\N{REPLACEMENT CHARACTER}"
"""Stands for what a reader sees and text cannot show: a formula, a glyph without a letter. No
sentence with it is quoted (:mod:`briefing.segmentation.shape`)."""

_TO_RAISED = str.maketrans("0123456789+-−–()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁽⁾ⁿ")
_FROM_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾", "0123456789+-()")
_POWER = re.compile(r"[-−–+]?\d{1,4}|n")
_CHARGE = re.compile(r"\d?[+\-−–]")
# Marks of notes: figures, one letter, stars and daggers, in brackets or with commas between.
_NOTE = re.compile(
    r"[\s\[(]*(?:\d{1,3}|[a-z]|[ivx]{1,4}|[*†‡§¶#∗✝]{1,4})"
    r"(?:\s*[,;–-]\s*(?:\d{1,3}|[a-z]|[*†‡§¶#]{1,3}))*[\s\])]*"
)
_BASE_TEN = re.compile(r"(?<![\d.,])10$")
_VARIABLE = re.compile(r"(?<![^\W_])[A-Za-zα-ωΑ-Ω]$")
_FORMULA = re.compile(r"= ?[A-Za-z]{1,3}$|(?<![^\W_])(?:CO|NO|SO)$")
_UNIT = re.compile(r"(?<![^\W_])(?:[kcdmhµnM]?m|[kK]m)$")
_UNIT_AFTER = re.compile(r"(?:\d ?|\bper |/)(?:in|ft|mi|yd|s|h)$")
_ORDINAL = re.compile(
    r"(?:st|nd|rd|th|er|[èeé]re|[èeé]me|de|d|e|o|os|a|as|º|ª|TM|SM|®|©|™|ter|ten)", re.IGNORECASE
)
_NUCLIDE = re.compile(r"[A-Z][a-z]?(?![a-z])")
# Raised characters as they are typed, not only figures of squares and cubes.
_TYPED = re.compile(
    r"(?<![⁰¹²³⁴-⁹])(?<=[\w.,;:!?)\]”’\"%])"
    r"[⁰¹²³⁴-⁹](?:[⁰¹²³⁴-⁹⁻⁺]|[,ʼ˒](?=[⁰¹²³⁴-⁹]))*"
)


def raised(before: str, mark: str, after: str = "") -> str:
    """What the raised text ``mark`` reads as between ``before`` and ``after``.

    >>> raised("12.5", "3"), raised("2024", "[2]"), raised("10", "6"), raised("40 m", "2")
    ('', '', '⁶', '²')
    >>> raised("the 5", "th"), raised("the plan", "1"), raised("", "235", "U fuel")
    ('th', '', '²³⁵')
    """
    text = mark.strip()
    power = _POWER.fullmatch(text) is not None
    if power and _is_base(before, text):
        return text.translate(_TO_RAISED)
    if power and not before[-1:].strip() and _NUCLIDE.match(after):
        return text.translate(_TO_RAISED)
    if _CHARGE.fullmatch(text) and before[-1:].isalnum():
        return text.translate(_TO_RAISED)
    if _ORDINAL.fullmatch(text) and (before[-1:].isdigit() or len(text) > 1):
        return mark
    return "" if _NOTE.fullmatch(text) else mark


def _is_base(before: str, power: str) -> bool:
    """Whether ``before`` ends in what is raised to a power: ten, a unit, a variable."""
    end = before[-12:]
    variable = _VARIABLE.search(end) or _FORMULA.search(end)
    if _BASE_TEN.search(end) or (variable and len(power) < 3):
        return True
    unit = _UNIT.search(end) or _UNIT_AFTER.search(end)
    return unit is not None and power in ("2", "3", "-1", "-2", "−1", "−2")


def without_typed_marks(text: str) -> str:
    """``text`` without marks of notes that are typed as raised characters.

    >>> without_typed_marks("It rose to 12.5³ percent in 2023¹ on 40 m² and 10⁶ plots.")
    'It rose to 12.5 percent in 2023 on 40 m² and 10⁶ plots.'
    """
    return text if text.isascii() else _TYPED.sub(_typed, text)


def _typed(match: re.Match[str]) -> str:
    plain = match[0].translate(_FROM_RAISED)
    before = match.string[max(0, match.start() - 12) : match.start()]
    return match[0] if raised(before, plain) else ""
