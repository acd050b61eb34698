"""Profiles of languages are shares of runs of letters, worked out by hand."""

from __future__ import annotations

import math

from briefing.training.language_profiles import FLOOR, as_text, profiles, romanised, script_of


def test_a_run_has_the_logarithm_of_its_share_above_the_floor() -> None:
    table = profiles({("latin", "xx"): ["baba"]})
    runs = {run: dict(levels)["xx"] for run, levels in table["latin"].items()}
    # Of " baba ": two of four letters are a; two of five pairs are ba, one is ab.
    assert runs["a"] == runs["b"] == round(2 * math.log(2 / 4 / FLOOR)) / 2
    assert runs["ba"] == round(2 * math.log(2 / 5 / FLOOR)) / 2
    assert runs["ab"] == runs[" b"] == round(2 * math.log(1 / 5 / FLOOR)) / 2


def test_profiles_are_written_one_line_per_script_language_and_level() -> None:
    text = as_text({"latin": {"ab": [("xx", 1.5)], "c ": [("xx", 1.5), ("yy", 2.0)]}})
    assert text == "latin xx 1.5 ab c_\nlatin yy 2 c_\n"


def test_the_script_is_that_of_most_letters() -> None:
    assert script_of([["Tere, maailm"]]) == "latin"
    assert script_of([["Сәлем, әлем"]]) == "cyrillic"
    assert script_of([["你好世界"]]) == ""


def test_kazakh_is_written_in_each_of_its_latin_alphabets() -> None:
    letters = (
        "a ä b v g ğ d e io j z i i k q l m n ñ o ö p r s t u ū ü f h h ts ch ş şş - y ı - e iu ia"
    )
    assert romanised("Қала", letters) == "qala"
