"""Find the phrases of a table in languages that add endings to a word and have no stemmer here.

A word of the table stands for itself and for itself with endings: Kazakh ``келісім`` (pact) for
``келісімдер`` and ``келісімге``, Korean ``은행`` (bank) for ``은행이``. A short word takes only the
endings of its language, so that ``газ`` (gas) is not ``газет`` (newspaper). A Korean word is found
as the last part of a compound, too: ``투자`` (investment) in ``설비투자를``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from briefing.language.patterns import LazyPattern
from briefing.language.tokens import Known
from briefing.sectors.spellings import KAZAKH_LATIN, UZBEK_CYRILLIC, Spelling
from briefing.sectors.table import Phrase
from briefing.sectors.trie import (
    FIGURE,
    JOINING,
    Entry,
    Hit,
    add_entry,
    entry_of,
    fits,
    rows_of,
    words_of,
)

_KAZAKH = LazyPattern(
    r"(?:[лдт][ае]р|сы[зң]|сі[зң]|[ыі]?м(?:ыз|із)?|[ыі]?ң(?:ыз|із)?|[сн]?[ыі]н?|[ндт][ыі]ң?|[ғқгк][ае]"
    r"|[на]?[ае]|[днт][ае]н?|[мбп]ен|[лдт][ыі][қк]т?|[лдт][ыі]ғ|[лдт][іы]г|л[ыі]|ш[ыі]|[ғқгк][ыі]|н?[дт][ае]ғы"
    r"|н?[дт]егі|[дт]ай|[дт]ей)*"
)
_UZBEK = LazyPattern(
    r"(?:lar|i|si|im|ing|imiz|ingiz|m|ng|ni|ning|g?a|ka|qa|da|dan|gacha|lik|lig|li|siz|chi|chilik|dagi"
    r"|gi|ki|cha|dek)*"
)
_UKRAINIAN = LazyPattern(
    r"(?:[аяуюиіїоеєь]|ою|ею|єю|ам|ям|ом|ем|єм|ами|ями|ах|ях|ів|їв|ей|ові|еві|єві|ий|ій|ого|ому|им|ім|их|іх|ими"
    r"|ої|а?м|ськ\w{1,3}|н(?:ий|а|е|і|ого|ому|им|их|ими|ої|ій|у|ою))?"
)
_KOREAN = LazyPattern(
    r"(?:들|등|측|은|는|이|가|을|를|의|에|에서|에는|에도|로|으로|와|과|도|만|까지|부터|에게|께|이나|나"
    r"|라|이라|라는|이라는|이다|인|일|였다|이었다|입니다|이며|이고|며|보다|처럼|마다|별|랑|한테)*"
)


@dataclass(frozen=True, slots=True)
class Growth:
    """How the words of a language grow.

    A word of ``free`` letters or more may go on with anything, a shorter one only with ``endings``.
    ``softened`` maps a last letter to the one that it becomes before a vowel. A word of ``inner``
    letters or more counts anywhere within another; one of ``head`` or more as the end of a compound
    whose first part has two letters or more. 0 switches these off. A word of the table of four
    letters or more loses those at its end that are in ``cut``, its own ending. ``spellings`` are
    the other alphabets of the language.
    """

    free: int
    endings: LazyPattern
    softened: tuple[tuple[str, str], ...] = ()
    inner: int = 0
    head: int = 0
    cut: str = ""
    spellings: tuple[Spelling, ...] = ()

    def stem(self, word: str) -> str:
        """The part of a word of the table that stays in all its forms."""
        word = word.lower().translate(_APOSTROPHES)
        cut = word.rstrip(self.cut) if self.cut and len(word) > LEAST_STEM else word
        return cut if len(cut) >= LEAST_STEM else word


LEAST_STEM = 3

LETTER = "ʻ"
"""The mark of the Uzbek letters oʻ and gʻ, which are also written with other marks. One of these,
the opening quotation mark, parts words."""

_APOSTROPHES = str.maketrans("'’ʼ`‘", LETTER * 5)

_TURKIC = (("п", "б"), ("к", "г"), ("қ", "ғ"))
GROWTH = {
    "kk": Growth(6, _KAZAKH, _TURKIC, spellings=KAZAKH_LATIN),
    "ky": Growth(6, _KAZAKH, _TURKIC),
    "uz": Growth(6, _UZBEK, (("k", "g"), ("q", "g")), spellings=UZBEK_CYRILLIC),
    "uk": Growth(6, _UKRAINIAN, cut="аяуюиіїоеєьй"),
    "ko": Growth(2, _KOREAN, inner=3, head=2),
}
"""The languages whose phrases are found by their endings."""

_VOWELS = frozenset("аәеёиоөуұүыіэюя")


class WordForms:
    """The words that each word of a text may stand for in the table, longest first."""

    def __init__(self, growth: Growth) -> None:
        self._growth = growth
        self._hard = {soft: hard for hard, soft in growth.softened}
        self.of = Known(self._of).__getitem__

    def _of(self, word: str) -> dict[str, None]:
        """The forms of a lower-cased word, in order: as it is written, then as it would be in the
        other alphabets."""
        word = (word.lstrip(FIGURE) or word).translate(_APOSTROPHES)
        words = [word, *(spelling.respell(word) for spelling in self._growth.spellings)]
        return {form: None for each in dict.fromkeys(words) for form in self._grown(each)}

    def _grown(self, word: str) -> dict[str, None]:
        """The forms of a word in the alphabet of the table."""
        growth = self._growth
        forms = [(word, 0)]
        for end in range(len(word) - 1, 0, -1):
            head, rest = word[:end], word[end:]
            if end >= growth.free or growth.endings.fullmatch(rest):
                forms.append((head, 0))
                hard = self._hard.get(head[-1])
                if hard is not None and rest[0] in _VOWELS:
                    forms.append((head[:-1] + hard, 0))
        if growth.inner or growth.head:
            forms += self._within(word)
        forms.sort(key=lambda form: (-len(form[0]), form[1]))
        return dict.fromkeys(form for form, _ in forms)

    def _within(self, word: str) -> list[tuple[str, int]]:
        """What stands within a compound, with its place: long words anywhere, short ones last."""
        growth, size = self._growth, len(word)
        parts: list[tuple[str, int]] = []
        for start in range(1, size):
            for end in range(start + 1, size + 1):
                long = end - start >= growth.inner
                last = start >= 2 and end - start >= growth.head
                if long or (last and growth.endings.fullmatch(word, end)):
                    parts.append((word[start:end], start))
        return parts


Start = list[tuple[tuple[str, ...], list[Entry]]]
"""What a word may begin: the words of each phrase after the first, and its entries."""


@dataclass(slots=True)
class FormMatcher:
    """The phrases of a table for a language of :data:`GROWTH`, by their first word: ``root`` and
    ``law`` are as in :class:`briefing.sectors.trie.Matcher`, with words in place of stems."""

    language: str
    slugs: tuple[str, ...]
    root: dict[str, str]
    law: FormMatcher | None = None
    _forms: WordForms = field(init=False, repr=False, compare=False)
    _grown: Known[Start] = field(init=False, repr=False, compare=False)
    _starts: Known[Start] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._forms = WordForms(GROWTH[self.language])
        self._grown = Known(self._grow, every=True)
        self._starts = Known(self._start)

    def find(self, tokens: tuple[str, ...], stems: tuple[str, ...]) -> list[Hit]:
        """The longest phrase at each place from left to right; a word counts once.

        ``tokens`` and ``stems`` are parallel, as in :class:`briefing.model.Sentence`.
        """
        hits: list[Hit] = []
        resume = 0
        for place, stem in enumerate(stems):
            if place >= resume and stem:
                hit = self._longest(tokens, place)
                if hit is not None:
                    resume = hit[1]
                    hits.append(hit)
        return hits

    def _start(self, token: str) -> Start:
        """The phrases that a word may begin: most words first, then the longest first word."""
        forms = self._forms.of(token.lower())
        rows = [row for form in forms if form in self.root for row in self._grown[form]]
        return sorted(rows, key=lambda row: -len(row[0]))

    def _grow(self, first: str) -> Start:
        """The phrases whose first word is ``first``, those of the same words together."""
        entries: dict[tuple[str, ...], list[Entry]] = {}
        for line in self.root[first].split("\n"):
            number, weight, text, rest = line.split("\t")
            words = tuple(rest.split())
            apart = len(words) + 1 == len(words_of(text))
            here = entries.setdefault(words, [])
            add_entry(here, entry_of(text, apart), self.slugs[int(number)], weight)
        return list(entries.items())

    def _longest(self, tokens: tuple[str, ...], start: int) -> Hit | None:
        for words, entries in self._starts[tokens[start]]:
            places = self._places(tokens, start, words)
            if places is None:
                continue
            for entry in entries:
                if not entry.checks or fits(entry, tokens, places):
                    return start, places[-1] + 1, entry
        return None

    def _places(
        self, tokens: tuple[str, ...], start: int, words: tuple[str, ...]
    ) -> list[int] | None:
        """Where the words of a phrase stand whose first word is at ``start``; None if they do not
        follow it."""
        places = [start]
        place = start + 1
        for word in words:
            while place < len(tokens) and tokens[place] in JOINING:
                place += 1
            if place == len(tokens) or word not in self._forms.of(tokens[place].lower()):
                return None
            places.append(place)
            place += 1
        return places


def form_rows(language: str, phrases: Iterable[Phrase], slugs: tuple[str, ...]) -> dict[str, str]:
    """The phrases as in :func:`briefing.sectors.trie.rows_of`, by whole words. Where the language
    finds words within words, a phrase of several words stands for them written as one, too; one
    with the letter oʻ stands for it with a mark that parts words."""
    listed = list(phrases)
    rows = rows_of(listed, slugs, GROWTH[language].stem)
    joined = bool(GROWTH[language].inner)
    for first, lines in list(rows.items()):
        for line in lines.split("\n"):
            head, _, rest = line.rpartition("\t")
            if rest and joined:
                _add_row(rows, first + rest.replace(" ", ""), head, "")
            if LETTER in first or LETTER in rest:
                parted = f"{first} {rest}".replace(LETTER, " ").split()
                _add_row(rows, parted[0], head, " ".join(parted[1:]))
    return rows


def _add_row(rows: dict[str, str], first: str, head: str, rest: str) -> None:
    rows[first] = "\n".join([*filter(None, [rows.get(first)]), f"{head}\t{rest}"])
