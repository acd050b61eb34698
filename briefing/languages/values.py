"""What a language's file says, as values."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date as Date
from typing import Any, NamedTuple

NOTHING: Mapping[str, Any] = {}


class Patterns(dict[str, str]):
    """Patterns by name; one that a file lacks never matches."""

    def __missing__(self, name: str) -> str:
        return "(?!)"


class Lists(dict[str, str]):
    """Lists of words by name, as they stand in the file; one that a file lacks is empty."""

    def __missing__(self, name: str) -> str:
        return ""


class Words(NamedTuple):
    """How words are separated and compared.

    ``stemmer`` is ``snowball:NAME``, ``endings`` (the longest of ``endings`` is cut), ``pairs``
    (text without blanks: every two neighbouring characters are a word) or empty for whole words.
    ``length`` is how many English words one word of the language is worth. ``function`` are the
    function words in small letters.
    """

    stemmer: str = ""
    endings: tuple[str, ...] = ()
    function: frozenset[str] = frozenset()
    length: float = 1.0


class Sentences(NamedTuple):
    """Abbreviations in small letters, without their last full stop.

    ``never`` ends no sentence, ``figure`` none before a figure or an open bracket, ``capital`` none
    before a capital. ``ties`` are words after a closed quotation that belong to its sentence;
    ``glued`` is a pattern of what ends a sentence without a blank after the full stop;
    ``predicate`` one of how a sentence ends, where a line without a full stop may be one;
    ``reported`` one of a short sentence after a quotation that says whose words these are. English
    alone has ``lists`` of words by what they do to a full stop beside them.
    """

    never: frozenset[str] = frozenset()
    figure: frozenset[str] = frozenset()
    capital: frozenset[str] = frozenset()
    ties: tuple[str, ...] = ()
    glued: str = ""
    predicate: str = ""
    reported: str = ""
    lists: Lists = Lists()


class Lines(NamedTuple):
    """Patterns of what surrounds the news, matched at the beginning unless ``inside``.

    ``opening``: what stands before the first words of a report (place, date, agency, byline);
    ``closing``: what stands after its last words (signature, address, copyright); ``caption``,
    ``boilerplate``: sentences and lines of that kind; ``inside``: boilerplate by a phrase anywhere.

    English has more rules: ``by_word`` are the first words of boilerplate with a pattern of how it
    goes on, ``patterns`` are by their use in :mod:`briefing.segmentation.boilerplate`, ``triggers``
    are words one of which stands in all that the pattern of the same name can match.
    """

    opening: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()
    caption: tuple[str, ...] = ()
    boilerplate: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()
    by_word: tuple[tuple[str, str], ...] = ()
    patterns: Patterns = Patterns()
    triggers: Mapping[str, tuple[str, ...]] = NOTHING


class Leaning(NamedTuple):
    """How sentences lean on the one before.

    ``openers``: patterns of openings that lean; ``drop``: connectives that may be left out;
    ``inside``: patterns that lean wherever they stand, such as "he said" after a quotation.

    English, which is read with more grammar, has ``phrases`` of openings by what they do, parted by
    commas and line ends (:mod:`briefing.language.connectives`), ``pronouns`` by gender, and
    ``nouns`` of definites (:mod:`briefing.coreference.definites`).
    """

    openers: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()
    phrases: Lists = Lists()
    pronouns: Lists = Lists()
    nouns: Lists = Lists()


class Numbers(NamedTuple):
    """How figures are written: ``decimal`` mark, ``scales``, ``currencies`` (to codes) and
    ``units`` (to a base unit and a factor) by word; a word that ends in ``*`` takes any ending.
    ``days`` are the words that make a number a date, ``hedges`` those that make it inexact.
    ``american``, ``of`` and ``share`` are patterns of what may stand before the name of a currency,
    between a scale and a unit ("millions d’euros"), and before a share ("yüzde 5").

    English has more: ``numerals`` and ``parts`` of a whole (in percent) in words, ``spelt``, the
    scales after a numeral in words, ``symbols`` of currencies, and ``shared``, the names of
    currencies that several countries share, with the codes of the countries that say which it is;
    ``people`` who are counted, and their ``fates`` by the words for them.
    """

    decimal: str = "."
    scales: Mapping[str, float] = NOTHING
    currencies: Mapping[str, str] = NOTHING
    units: Mapping[str, tuple[str, float]] = NOTHING
    days: tuple[str, ...] = ()
    hedges: tuple[str, ...] = ()
    american: str = "(?!)"
    of: str = "(?!)"
    share: str = "(?!)"
    spelt: tuple[str, ...] = ()
    numerals: Mapping[str, float] = NOTHING
    parts: Mapping[str, float] = NOTHING
    symbols: Mapping[str, str] = NOTHING
    shared: Mapping[str, Mapping[str, str]] = NOTHING
    people: tuple[str, ...] = ()
    fates: Lists = Lists()


class Distances(NamedTuple):
    """How days, weeks and months are named by their distance from today.

    ``weekdays`` has a frame, in which ``{day}`` stands for a day's name and the groups ``last`` and
    ``next`` for words that settle which one, and the seven names, as patterns. ``days``, ``weeks``
    and ``months`` are patterns by their distance. ``past``, ``future`` and ``doubt`` are patterns
    of verbs; ``participle`` is one of a participle that is past; ``clause`` parts clauses. In a
    language with ``verbs_last`` the verb follows its day. ``form`` and ``span`` are a day and days
    of one month as the brackets show them, with ``month_names`` and, after a day, ``month_forms``;
    ``day_words`` stand after the number of a day in place of its month.
    """

    weekdays: tuple[str, ...] = ()
    days: tuple[tuple[int, str], ...] = ()
    weeks: tuple[tuple[int, str], ...] = ()
    months: tuple[tuple[int, str], ...] = ()
    past: str = "(?!)"
    future: str = "(?!)"
    doubt: str = "(?!)"
    participle: str = ""
    clause: str = ""
    verbs_last: bool = False
    form: str = ""
    span: str = ""
    month_names: tuple[str, ...] = ()
    month_forms: tuple[str, ...] = ()
    day_words: tuple[str, ...] = ()

    def day(self, date: Date) -> str:
        """A day in words: "12 июня"."""
        return self.form.format(day=date.day, month=self.month_forms[date.month - 1])

    def days_between(self, first: Date, last: Date) -> str:
        """Two days and what lies between them: "3–9 июня"."""
        if first.month != last.month:
            return f"{self.day(first)} – {self.day(last)}"
        return self.span.format(
            first=first.day, last=last.day, month=self.month_forms[first.month - 1]
        )


class FigureLabels(NamedTuple):
    """How sentences say what a figure measures (:mod:`briefing.selection.figure_labels.elsewhere`).

    ``rules`` are patterns in which ``#`` is the figure; ``hoped`` is one of words that make it no
    fact, ``vague`` one of labels that say nothing, ``nouns`` one of the common nouns that labels
    begin with; ``bare`` has a group for a unit whose ending of case is left out after it.
    """

    rules: tuple[str, ...] = ()
    hoped: str = ""
    vague: str = ""
    nouns: str = ""
    bare: str = ""


class Series(NamedTuple):
    """How sentences name the period of what they measure (:mod:`briefing.language.periods`).

    ``rules`` are patterns of one period each, the first that matches counts, with the groups
    ``quarter``, ``half``, ``count`` (of months from January), ``from`` and ``to``, ``day``,
    ``month``, ``year``, and ``last``, ``this`` or ``next`` for a year named from today. ``months``,
    ``ordinals`` and ``counts`` (from two) are patterns of the numbers in these groups, which stand
    in the rules as ``{month}``, ``{ordinal}`` and ``{count}``.

    Patterns of the words before or after a period: of a deadline (``until``), of what a value is
    compared with (``base``; ``toward`` is that, or a deadline of a plan), of saying (``said``);
    before or after a figure: of what another is compared with (``than``). ``moves`` are words for
    going up or down, ``prices`` those of a price that markets set.
    """

    rules: tuple[str, ...] = ()
    months: tuple[str, ...] = ()
    ordinals: tuple[str, ...] = ()
    counts: tuple[str, ...] = ()
    until_before: str = ""
    until_after: str = ""
    toward_before: str = ""
    base_before: str = ""
    base_after: str = ""
    said_before: str = ""
    said_after: str = ""
    than_before: str = ""
    than_after: str = ""
    moves: str = "(?!)"
    prices: str = "(?!)"


class Language(NamedTuple):
    """All that a file says of one language.

    ``quotes`` are pairs of an opening and a closing mark; ``months`` the written forms of each
    month in small letters, ``stamps`` the words beside a date on a line of its own; ``agencies`` a
    pattern of the names by which agencies sign; ``rarity`` the weight of each stem and ``unseen``
    that of any other. ``saying`` are patterns of verbs of saying by their use.

    English alone has ``datelines``, what they are made of, ``cues``, the words that are features of
    the ranking, and ``deeds``, those that make news, by kind.
    """

    code: str
    name: str = ""
    right_to_left: bool = False
    quotes: tuple[tuple[str, str], ...] = ()
    words: Words = Words()
    sentences: Sentences = Sentences()
    lines: Lines = Lines()
    leaning: Leaning = Leaning()
    numbers: Numbers = Numbers()
    months: tuple[tuple[str, ...], ...] = ()
    distances: Distances = Distances()
    figures: FigureLabels = FigureLabels()
    series: Series = Series()
    agencies: str = ""
    saying: Patterns = Patterns()
    datelines: Patterns = Patterns()
    cues: Lists = Lists()
    deeds: Lists = Lists()
    stamps: frozenset[str] = frozenset()
    rarity: Mapping[str, float] = NOTHING
    unseen: float = 0.0

    @property
    def paired(self) -> bool:
        """Whether its words are pairs of characters, as no blanks part them."""
        return self.words.stemmer == "pairs"
