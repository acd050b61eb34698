"""The language of a text: by its script, else by a vote of function words."""

from __future__ import annotations

import re
from functools import lru_cache

# Words that are frequent in one language and rare in its neighbours.
_VOTERS = {
    "en": "the of and to in that is was for on with by from has have were which said will",
    "de": "der die das und ist nicht mit von dem den ein eine für auf sich auch wurde",
    "fr": "le les des et est dans une pour que qui sur avec pas ont cette aux été",
    "es": "el los las del y en que una por con para se su fue más como según",
    "it": "il gli della che di è per una con sono nel dei alla più anche dal",
    "pt": "o os da do em não uma para com mais foi ao dos pela são também",
    "nl": "de het een van en dat niet met voor zijn op aan werd door ook",
    "sv": "och att det som är på inte av för med till har den ett om",
    "da": "og at det er ikke til af der den på med har blev også efter",
    "no": "og det er ikke til av som på med har ble også etter seg fra",
    "fi": "ja on ei että oli mukaan myös kun sekä ovat joka hän mutta",
    "pl": "i w na z się że do nie jest to są przez będzie od dla który około także",
    "cs": "a v na se že je do pro s také ve jsou který podle byl při již své",
    "hu": "a az és hogy nem egy is meg volt szerint csak pedig",
    "ro": "și de în a la cu din pe care este nu pentru sunt fost",
    "tr": "ve bir bu için ile olarak da de olan daha çok sonra göre yıl olduğunu ancak kadar",
    "id": "yang dan di untuk dengan dari pada ini itu akan tidak dalam",
    "et": "ja on ei et kui see ka oli mis tema aga ning",
    "lt": "ir į kad yra su bei iš apie buvo tai dėl",
    "vi": "và của là các được trong cho không có với",
}  # fmt: skip
_SCRIPTS = (
    ("ko", "가-힣ᄀ-ᇿ"), ("ja", "ぁ-ヿ"), ("zh", "一-鿿"), ("el", "Ͱ-Ͽ"), ("ar", "؀-ۿ"),
    ("he", "֐-׿"), ("hi", "ऀ-ॿ"), ("bn", "ঀ-৿"), ("ta", "஀-௿"), ("th", "฀-๿"),
    ("ka", "ა-ჿ"), ("hy", "԰-֏"), ("ru", "Ѐ-ӿ"),
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
_ASCII_BLANKED = {c: " " for c in range(128) if not chr(c).isalpha()}
# Letters that one language of a shared script has and the main one has not.
_TELLING = (
    ("ar", "fa", "پچژگ"), ("ru", "kk", "әғқңұһ"), ("ru", "uk", "їєґ"), ("ru", "be", "ў"),
    ("ru", "sr", "ђћџ"), ("ru", "mn", "өү"),
)  # fmt: skip
# The vote needs no more than the opening; the rest of an article speaks the same language.
_SAMPLE = 800
# A few words prove nothing; a sentence in another language has this many votes more than English.
MARGIN = 3


@lru_cache(maxsize=1)
def _votes() -> dict[str, tuple[str, ...]]:
    table: dict[str, list[str]] = {}
    for language, words in _VOTERS.items():
        for word in words.split():
            table.setdefault(word, []).append(language)
    return {word: tuple(languages) for word, languages in table.items()}


def guess(text: str) -> str:
    """The two-letter code of the language of ``text``; ``"en"`` when nothing tells.

    Ties go to the language that comes first in the table (English first).

    >>> guess("Die Regierung und der Minister sind nicht auf dem Weg.")
    'de'
    """
    sample = text[:_SAMPLE]
    if not is_latin(sample):
        script = _by_script(sample)
        if script:
            return script
    count = _count(sample)
    best = max(count, key=count.__getitem__)
    return best if count[best] - count["en"] >= MARGIN else "en"


def is_latin(text: str) -> bool:
    """Whether hardly any of the first characters of ``text`` are of a script beyond Latin.

    >>> is_latin("Größe"), is_latin("Большой")
    (True, False)
    """
    sample = text[:_SAMPLE]
    if len(sample.encode("utf-8", "replace")) * 10 <= len(sample) * 11:
        return True  # too few characters of more than one byte for a tenth of another script
    return sum("\u0370" <= c < "\u2000" or c >= "\u3040" for c in sample) * 10 <= len(sample)


def most_votes(text: str) -> int:
    """The votes of the language with most of them; of two decodings the right one has more."""
    return max(_count(text[: 4 * _SAMPLE]).values())


def _count(text: str) -> dict[str, int]:
    count = dict.fromkeys(_VOTERS, 0)
    lower = text.lower()
    words = lower.translate(_ASCII_BLANKED).split() if lower.isascii() else _WORD.findall(lower)
    for languages in filter(None, map(_votes().get, words)):
        for language in languages:
            count[language] += 1
    return count


@lru_cache(maxsize=1)
def _script() -> re.Pattern[str]:
    return re.compile("|".join(f"([{span}]+)" for _, span in _SCRIPTS))


def _by_script(sample: str) -> str:
    found = dict.fromkeys((code for code, _ in _SCRIPTS), 0)
    for match in _script().finditer(sample):
        found[_SCRIPTS[(match.lastindex or 1) - 1][0]] += match.end() - match.start()
    best = max(found, key=lambda code: found[code])
    letters = sum(map(str.isalpha, sample))
    if found[best] * 2 < letters:  # the script of most letters decides
        return "ja" if found["ja"] and (found["ja"] + found["zh"]) * 2 >= letters else ""
    if best == "zh" and found["ja"] * 10 > found["zh"]:  # Japanese mixes kana into its kanji
        return "ja"
    lower = sample.lower()
    for base, code, letters_of in _TELLING:
        if base == best and sum(map(lower.count, letters_of)) * 200 > found[best]:
            return code
    return best
