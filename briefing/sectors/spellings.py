"""Spell a word of a language that is written in two scripts in the script of its sector table."""

from __future__ import annotations

import re
from dataclasses import dataclass

VOWELS = "аәеёиоөуұүыіэюя"


@dataclass(frozen=True, slots=True)
class Spelling:
    """One alphabet of a language: ``letters`` maps each letter to those of the table's alphabet,
    ``pairs`` two letters that stand for one. ``glide`` is what the letter before it becomes after a
    vowel, as (letter, instead)."""

    letters: dict[int, str]
    pairs: tuple[tuple[str, str], ...] = ()
    glide: tuple[str, str] = ("", "")

    def respell(self, word: str) -> str:
        """The word in the alphabet of the table."""
        for pair, letter in self.pairs:
            word = word.replace(pair, letter)
        word = word.translate(self.letters)
        letter, instead = self.glide
        return re.sub(f"(?<=[{VOWELS}]){letter}", instead, word) if letter else word


def _letters(of: str, to: str) -> dict[int, str]:
    return {ord(a): b for a, b in zip(of.split(), to.split(), strict=True)}


_COMMON = ("a b d e f g h j k l m n o p q r s t v y z", "а б д е ф г х ж к л м н о п қ р с т в ы з")

KAZAKH_LATIN = (
    Spelling(  # of 2018, with acute accents
        _letters(_COMMON[0] + " á ǵ ı i ń ó u ú ý", _COMMON[1] + " ә ғ и і ң ө ұ ү у"),
        (("sh", "ш"), ("ch", "ч")), ("и", "й"),
    ),
    Spelling(  # of the newspapers since 2021, with umlauts and breves
        _letters(_COMMON[0] + " ä ǧ ğ ı i ŋ ñ ö u ü ū ş", _COMMON[1] + " ә ғ ғ і и ң ң ө у ү ұ ш"),
        (("sh", "ш"), ("ch", "ч")), ("и", "й"),
    ),
)  # fmt: skip
"""The two Latin alphabets of Kazakh in use."""

UZBEK_CYRILLIC = (
    Spelling(
        _letters(
            "а б в г д е ё ж з и й к л м н о п р с т у ф х ц ч ш ъ э ю я ў қ ғ ҳ",
            "a b v g d e yo j z i y k l m n o p r s t u f x ts ch sh ʼ e yu ya oʻ q gʻ h",
        )
    ),
)
