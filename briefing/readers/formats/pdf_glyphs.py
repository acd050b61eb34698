"""Ligatures whose glyph has no character in the file: put right where they make a known word."""

from __future__ import annotations

import re

from briefing.readers.raised import UNREADABLE

_CANDIDATES = ("fi", "fl", "ff", "ffi", "ffl", "ft", "tt", "Th")
# Beginnings of words with a ligature, as frequent in news of business and politics. The list was
# written for this; a word that none of them begins stays unreadable, and its sentence unquoted.
_STEMS = """affair affect affili affirm afflict afford after aftermath artifici attack attempt
    attend attract battl beautif benefi benefit better bottl breakfast briefing buffer
    butter cease-fire ceasefire certif chief classif coffee committ committee confeder
    confer confes confid configur confin confirm confisc conflict confus cotton
    cutting deficien deficit defin deflat defle diffe difficul diffus dignif disaffect
    draft effect effici effort falsif fiasco fibre fict field fierc fight figure file
    fill film filter final finalis finaliz financ find fine finger finish finland
    firefight firm firmware first fiscal fish fishing fit five fix flag flat flavour
    fledg flee fleet flesh flex flight float flood floor flour flourish flow flu
    fluctuat fluid fly fourfold fulfil gift identif ineffi infinit inflam inflat
    inflex inflict inflow influenc infrastructur insuffici justif left letter lift
    little loft lott magnif manif matter mid-field modif notif offenc offend offens
    offer offic office officer offset offshore offspring often outfit outflow pacific
    pattern platform profi proficien profile profit profound prolific qualif quantif
    ramif ratif reaffirm refill refin refinanc reflat reflect reshuffl rifl ruffl
    sacrific satisf scaffold scattered scientif setting settl shelf shift shutt signif
    soft specif staff stiff suff suffer suffic superfic swift takeoff tariff that
    their these they thing think third thirt this those though threat three thursday
    traffic tuesda unfinish unidentif verif wildfire workflow written"""
_STARTS = tuple(_STEMS.split())
_WORD = re.compile(rf"[^\W\d_]*(?:{UNREADABLE}[^\W\d_]*)+")


def with_ligatures(text: str) -> str:
    """``text`` with each lost glyph that makes a known word as one ligature only.

    >>> [with_ligatures(word) for word in ("of\\ufffdce", "\\ufffdnance", "q\\ufffdz")]
    ['office', 'finance', 'q�z']
    """
    return _WORD.sub(_repaired, text) if UNREADABLE in text else text


def _repaired(match: re.Match[str]) -> str:
    word = match[0]
    if word.count(UNREADABLE) > 1:
        return word
    made = [m for c in _CANDIDATES if _known(m := word.replace(UNREADABLE, c))]
    return made[0] if len(made) == 1 else word


def _known(word: str) -> bool:
    return word.lower().startswith(_STARTS)
