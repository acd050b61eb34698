"""Words: the one tokenisation that every stage shares, stems and function words.

Stems come from the Snowball stemmers (https://snowballstem.org/) in their C library, which takes 2
µs per word where the same algorithms in Python take 45. They are cached per process because a
collection repeats its vocabulary. What a language other than English needs comes from its data file
(:mod:`briefing.languages`); one without a stemmer there uses the lower-cased word.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache, partial
from typing import TypeVar

from briefing.language.patterns import LazyPattern
from briefing.languages import language as language_data

V = TypeVar("V")

# A word or number with inner apostrophes, or full stops, commas and ampersands between two of its
# characters ("U.S", "9.6", "1,450", "AT&T", "o'clock"); else one mark. Hyphens part words.
TOKEN = re.compile(r"[^\W_]++(?:['’.,&][^\W_]++)*+|\S")

# In text without blanks: katakana and Hangul words whole, every two neighbours of other characters.
_PAIRED = LazyPattern(
    r"[A-Za-zÀ-ɏ0-9]++(?:['’.,&][A-Za-z0-9]++)*+|[ァ-ヺー]{2,}+|[가-힣]++|(?=([ぁ-ゖァ-ヺー々〆一-鿿]{2}))."
    r"|[ぁ-ゖァ-ヺー々〆一-鿿]|[^\W_]++|\S"
)

SNOWBALL = {
    "ar": "arabic", "hy": "armenian", "eu": "basque", "ca": "catalan", "da": "danish",
    "nl": "dutch", "en": "english", "fi": "finnish", "fr": "french", "de": "german",
    "el": "greek", "hi": "hindi", "hu": "hungarian", "id": "indonesian", "ga": "irish",
    "it": "italian", "lt": "lithuanian", "ne": "nepali", "no": "norwegian", "pt": "portuguese",
    "ro": "romanian", "ru": "russian", "sr": "serbian", "es": "spanish", "sv": "swedish",
    "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip

MOST_KNOWN = 25_000
"""Number of words whose stems a process caches: about 3 MB. The 2,225 development stories have
45,000 different ones; later words are rare and cheap to stem again."""


def tokenise(text: str) -> list[str]:
    """The words, numbers and marks of ``text`` in order.

    >>> tokenise("Kazakhstan’s $9.6 bn. coal-fired plan")
    ['Kazakhstan’s', '$', '9.6', 'bn', '.', 'coal', '-', 'fired', 'plan']
    """
    return TOKEN.findall(text)


def tokeniser(language: str) -> Callable[[str], list[str]]:
    """The tokenisation of a language: :func:`tokenise`, or where no blanks part words, every two
    neighbouring characters, which separate topics as well as a dictionary does (Chinese) or better.

    >>> tokeniser("zh")("签署15份协议。")
    ['签署', '15', '份协', '协议', '。']
    """
    return _pairs if language != "en" and language_data(language).paired else tokenise


def _pairs(text: str) -> list[str]:
    words: list[str] = []
    end = -1  # of the pair before, whose second character is no word of its own
    for match in _PAIRED.finditer(text):
        pair = match[1]
        if pair is not None:
            words.append(pair)
            end = match.start() + 2
        elif match.start() + 1 != end or len(match[0]) > 1:
            words.append(match[0])
    return words


class Known(dict[str, V]):
    """A cache of ``find`` for the first ``MOST_KNOWN`` words: a collection repeats its words, and a
    look-up in a dictionary runs no Python code. With ``every`` it keeps all words: they are few,
    and what is found has to stay one object."""

    def __init__(self, find: Callable[[str], V], *, every: bool = False) -> None:
        self._find = find
        self._every = every

    def __missing__(self, word: str) -> V:
        value = self._find(word)
        if self._every or len(self) < MOST_KNOWN:
            self[word] = value
        return value


@lru_cache(maxsize=8)
def stemmer(language: str) -> Callable[[str], str]:
    """A cached function from a token to its stem; marks give ``""``.

    >>> stem = stemmer("en")
    >>> [stem(t) for t in ("Investments", "Korea’s", "2,300", "%", "xx")]
    ['invest', 'korea', '2,300', '', 'xx']
    """
    name, plain = SNOWBALL.get(language), _identity
    if language_data(language).name:
        words = language_data(language).words
        name = words.stemmer.partition("snowball:")[2] or (None if words.stemmer else name)
        if words.endings:
            plain = partial(_shortened, _endings(words.endings), 2 if language == "ko" else 3)
    if name:
        import Stemmer

        plain = Stemmer.Stemmer(name, 0).stemWord
    return Known(partial(_stem, plain)).__getitem__


def _endings(endings: tuple[str, ...]) -> dict[int, frozenset[str]]:
    """The endings by their length, the longest first."""
    sizes = sorted(set(map(len, endings)), reverse=True)
    return {size: frozenset(e for e in endings if len(e) == size) for size in sizes}


def _shortened(endings: dict[int, frozenset[str]], least: int, word: str) -> str:
    """``word`` without its longest ending, if ``least`` letters are left."""
    for size, known in endings.items():
        if len(word) - size >= least and word[-size:] in known:
            return word[:-size]
    return word


def _stem(plain: Callable[[str], str], token: str) -> str:
    word = token.lower().replace("’", "'")
    if word.endswith("'s"):
        return plain(word[:-2])
    return plain(word) if token[0].isalnum() else ""


def _identity(word: str) -> str:
    return word


@lru_cache(maxsize=8)
def function_stems(language: str) -> frozenset[str]:
    """Stems of the language's function words; empty where none are known."""
    stem = stemmer(language)
    return frozenset(stem(word) for word in function_words(language)) | {""}


@lru_cache(maxsize=8)
def function_words(language: str) -> frozenset[str]:
    """Lower-cased function words: the list of the language's data file, else sumy's."""
    own = language_data(language).words.function
    if own:
        return own
    name = SNOWBALL.get(language, "")
    from importlib import resources

    path = resources.files("sumy").joinpath("data", "stopwords", f"{name}.txt")
    if not name or not path.is_file():
        return frozenset()
    return frozenset(path.read_text("utf-8").split())
