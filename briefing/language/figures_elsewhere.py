"""Figures in other languages than English: by the numbers, units and currencies of their files.

They are compared as English ones are (:mod:`briefing.language.agreement`). A number before the name
of a month, a year or an hour is a date, never a count; Korean, Chinese and Japanese numbers with
several scales ("53억 5000만") are one figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from briefing.language.quantities import AMOUNT, COUNT, DATE, MEASURE, SHARE, Figure, figures
from briefing.language.tokens import function_words, stemmer
from briefing.language.units import CODES
from briefing.languages import Language, language

_SYMBOLS = {
    "us$": "usd", "$": "usd", "€": "eur", "£": "gbp", "¥": "jpy", "₩": "krw", "₽": "rub",
    "₸": "kzt", "₺": "try", "₴": "uah", "₼": "azn",
}  # fmt: skip
_GAP = r"[ \u00a0\u202f\u2009]?"
_WORD = re.compile(r"\.?[ \u00a0\u202f-]*([^\W\d_][\w’'ʻ-]*)")
_BEFORE = re.compile(r"[^\W\d_]+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_HEDGED_WITHIN = 3  # words before a figure
_UNSPACED = frozenset(("ko", "zh", "ja"))


def figures_of(text: str, code: str) -> tuple[Figure, ...]:
    """The figures of a text in a language, in order.

    >>> [f.normal for f in figures_of("Вложили $9,6 млрд, 12 ноября — ещё 5,2%", "ru")]
    ['usd:9.6e+09', 'date:12', '%:5.2']
    >>> [f.normal for f in figures_of("53억 5000만 달러를 11일 투자했다", "ko")]
    ['usd:5.35e+09', 'date:11']
    """
    return figures(text) if code == "en" else _figures(text, code)


@lru_cache(maxsize=1024)
def _figures(text: str, code: str) -> tuple[Figure, ...]:
    own = language(code)
    pattern = _pattern(code)
    return tuple([_figure(match, text, own) for match in pattern.finditer(text)])


@lru_cache(maxsize=16)
def _pattern(code: str) -> re.Pattern[str]:
    numbers = language(code).numbers
    comma = numbers.decimal == ","
    thousands, point = (r"[ \u00a0\u202f\u2009.’']", "[,.]") if comma else (r"[,\u00a0 ]", r"\.")
    number = rf"\d{{1,3}}(?:{thousands}\d{{3}})+(?!\d)(?:{point}\d+)?|\d+(?:{point}\d+)?"
    scale = _words(numbers.scales)
    if code in _UNSPACED:
        part = rf"(?:{number}){_GAP}(?:{scale}){{1,2}}"
        written = rf"(?P<number>{part}(?:{_GAP}{part})*(?:{_GAP}(?:{number})(?![\d.,]))?|{number})"
        scaled = ""
    else:
        written = rf"(?P<number>{number})"
        scaled = rf"(?:[ \u00a0\u202f-]?(?P<scale>(?i:{scale}))(?!\w)\.?)?"
    units = _words([*numbers.currencies, *numbers.units])
    end = "" if code in _UNSPACED else r"(?!\w)"
    whose = rf"(?:(?:US|{numbers.american})[ \u00a0-]?)?"
    codes = "|".join(c.upper() for c in CODES)
    return re.compile(
        rf"(?P<symbol>US\$|[$€£¥₩₽₸₺₴₼]{_GAP}|\b(?:{codes}){_GAP}|\b(?:{numbers.share}) |%)?"
        rf"(?<![\d.,:])(?<![A-Za-z]-){written}(?!:?\d)"
        rf"{scaled}{_GAP}-?(?:{numbers.of})?(?P<unit>%p?|‰|％|{whose}(?:(?i:{units}){end}"
        rf"|[$€₽₸₩£]|\b(?:{codes})\b))?"
    )


def _words(words: Iterable[str]) -> str:
    """The words as a pattern, longest first; one that ends in ``*`` takes any ending."""
    ordered = sorted(words, key=lambda w: (-len(w), w))
    return (
        "|".join(re.escape(w.rstrip("*")) + (r"\w*" if w.endswith("*") else "") for w in ordered)
        or "(?!)"
    )


def _lookup(written: str, known: Iterable[str]) -> str:
    """Which word of the file was written."""
    for word in sorted(known, key=lambda w: (-len(w), w)):
        bare = word.rstrip("*").lower()
        if written == bare or (word.endswith("*") and written.startswith(bare)):
            return word
    return ""


def _figure(match: re.Match[str], text: str, own: Language) -> Figure:
    start, end = match.span()
    value = match[0].strip().rstrip(".-")
    number, scale, digits = _number(match, own)
    quantum = _quantum(digits) * scale
    hedged = _hedged(text, start, own)
    unit = (match["unit"] or "").strip().lower()
    symbol = (match["symbol"] or "").strip().lower()
    if symbol == "%" or re.fullmatch(own.numbers.share, symbol):
        unit = "%"
    currency, base, factor = _measure(unit, own)
    currency = _SYMBOLS.get(symbol, symbol if symbol in CODES else "") or currency
    if currency:
        return Figure(
            value, AMOUNT, number, currency, quantum, hedged, "", start, end, number, scale
        )
    if base:
        number, quantum = number * factor, quantum * factor
        kind = SHARE if base in ("%", "pp") else MEASURE
        return Figure(
            value, kind, number, base, quantum, hedged, "", start, end, number, scale * factor
        )
    noun = _noun(text, end)
    dated = noun and (noun in own.numbers.days or any(map(noun.startswith, _stuck(own))))
    plain = number == float(digits or 0)
    if plain and (dated or _YEAR.fullmatch(digits)):
        return Figure(value, DATE, number, "date", 1.0, hedged, "", start, end, number)
    return Figure(value, COUNT, number, "", quantum, hedged, noun, start, end, number, scale)


def _stuck(own: Language) -> tuple[str, ...]:
    """Words that make a date of the number before them however they go on ("11일에")."""
    return own.numbers.days if own.code in _UNSPACED else ()


def _number(match: re.Match[str], own: Language) -> tuple[float, float, str]:
    """The number with its scale, the least scale written, and the digits of its last part."""
    scales = own.numbers.scales
    if own.code in _UNSPACED:
        total, least, digits = 0.0, 1.0, ""
        words = _words(scales)
        for part in re.finditer(rf"([\d.,]+){_GAP}({words})?({words})?", match["number"]):
            digits = part[1].replace(",", "").rstrip(".")
            least = scales.get(part[2] or "", 1.0) * scales.get(part[3] or "", 1.0)
            total += float(digits) * least
        return total, least, digits
    word = _lookup((match["scale"] or "").lower(), scales)
    scale = scales.get(word, 1.0)
    digits = _digits(match["number"], comma=own.numbers.decimal == ",")
    return float(digits) * scale, scale, digits


def _digits(written: str, *, comma: bool) -> str:
    """The number with a decimal point and without marks between thousands.

    >>> _digits("1.450,5", comma=True), _digits("1 450", comma=True), _digits("1,7", comma=True)
    ('1450.5', '1450', '1.7')
    """
    plain = re.sub(r"[ \u00a0\u202f\u2009’']", "", written)
    if comma:
        plain = re.sub(r"\.(?=\d{3}(?!\d))", "", plain).replace(",", ".")
    else:
        plain = plain.replace(",", "")
    return plain if plain.count(".") < 2 else plain.replace(".", "")


def _quantum(digits: str) -> float:
    """The precision that a number is written with; two digits always count."""
    if "." in digits:
        return float(10.0 ** -len(digits.split(".")[1]))
    zeros = len(digits) - len(digits.rstrip("0"))
    return float(10.0 ** max(0, min(zeros, len(digits) - 2)))


def _measure(unit: str, own: Language) -> tuple[str, str, float]:
    """Currency, or base unit and factor, of a unit as written."""
    if not unit:
        return "", "", 1.0
    if unit in ("%", "％"):
        return "", "%", 1.0
    if unit in _SYMBOLS or unit in CODES:
        return _SYMBOLS.get(unit, unit), "", 1.0
    plain = re.sub(rf"^(?i:us|{own.numbers.american})[ \u00a0-]?", "", unit) or unit
    numbers = own.numbers
    for written in (unit, plain):
        if word := _lookup(written, numbers.currencies):
            return numbers.currencies[word], "", 1.0
        if word := _lookup(written, (w.lower() for w in numbers.units)):
            table = {w.lower(): v for w, v in numbers.units.items()}
            return "", *table[word]
    return "", "", 1.0


def _hedged(text: str, start: int, own: Language) -> bool:
    before = _BEFORE.findall(text[max(0, start - 40) : start].lower())[-_HEDGED_WITHIN:]
    return any(word in own.numbers.hedges for word in before)


def _noun(text: str, end: int) -> str:
    """The word that is counted."""
    match = _WORD.match(text, end)
    return match[1].lower() if match else ""


def counted_kind(figure: Figure, code: str) -> str:
    """What a count counts, as far as two reports must share it: the stem of its noun."""
    noun = figure.noun
    if not noun or noun in function_words(code) or language(code).paired:
        return ""
    return stemmer(code)(noun)
