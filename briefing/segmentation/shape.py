"""Whether a piece of text has the shape of a sentence: one gate for all readers and languages.

Text without that shape is not content: numbers and cells of tables, lines of code, paths and
addresses, menus run together, dotted contents lines, messages of programs, items of a word or two.
The gate examines the shape only, before any score. It removes 0.2% of the labelled content, and
none that is worth a place in a brief.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from briefing.language.patterns import LazyPattern
from briefing.language.tokens import Known, function_words
from briefing.language.verbs import verbs

FEWEST_LOWER = 3
"""Words in lower case that make a line without a certain verb look like running text: labels,
rates and names in tables have fewer, and so have few sentences that lack a certain verb."""

RUNNING = 6
"""Words in lower case that make a closed line running text although no verb in it is known."""

FEWEST_OPEN = 6
"""Words of a line without a closing mark that may still be a sentence: headings of lists and cells
have fewer."""

LONGEST_TITLE = 35
"""Characters of the longest Chinese or Japanese title of two clauses: of 62 Chinese titles of 2018,
two with a comma are longer."""

_CLOSED = LazyPattern(r"[.!?…:;。！？؟।][\s\"'”“’»)\]」』]*$")
_CLOSED_ELSEWHERE = LazyPattern(r"[.!?…:;。！？؟؛۔।,，][\s\"'”“’»«)\]」』）]*$")
# Nearly all sentences hold none of these, so that they are spared the closer look.
_SUSPECT_MARKS = frozenset("{}=|\\_@#^~•·›»→©[]`<>/…★☆✓✔✗✘✅❌☑")
_SUSPECT_WORDS = frozenset(
    """www error warning notice exception deprecated traceback uncaught javascript browser cookies
    undefined 400 401 403 404 500 502 503 504 results entries posts items doi pmid pmcid isbn issn
    al""".split()
)
_SUSPECT_RUNS = ("...", ". . .", "--", "()", " )", "on line ", "//", ") ")
_VARIABLE = LazyPattern(r"\$(?!\s?\d)")  # what follows no sum of money
_CODE = LazyPattern(
    r"[\w\])\"'] ?(?:==|!=|:=|\+=|=>|->|&&|\|\|) ?[\w(\"'\[]|[;{}]\s*$|^\s*[$>%#] ?[a-z./-]"
    r"|\w+\(\)|\((?:\w{1,5})? \)|\b[a-z_]\w*\.[a-z_]\w*\([^()]*\)|\bfrom [\w.]+ import "
    r"|^(?:import|using|include|package) [\w.]+;?$"
    r"|\b(?:def|class|function|void|elif|sudo|pip|npm|echo|printf?|var|const|let) [\w.$]+ ?[({=;:]"
    r"|\w ?= ?[\[{\"'“”(\w$-]|</?[a-z]+[^<>]*>|<!--|(?:^|\s)--[a-z][\w-]+|\{[^{}]*[:;][^{}]*\}"
    r"|`[^`]+`|\w\[\d*\]|\b\w+_\w+\b|\s//\s|\{\{"
)
_ARTICLES = frozenset(("A", "An"))
_BEFORE_NOUNS = frozenset(
    """the a an of to in on at for with from by and or its his her their our your this that these
    those some any no all other as""".split()
)
_MARKER = 3  # characters of the longest mark of an item
_DASHES = frozenset("-–—:")
_DEFINING = frozenset("The A An Any All Whether If When".split())
_CLAUSE = frozenset(("that", "which", "who", "if", "when", "where", "whether", ",", "(", ";", "."))
_ADDRESS = LazyPattern(
    r"\w+://\S+|\bwww\.\S+|\b[\w.+-]+@[\w-]+\.\w+|(?<![\w/])/(?:[\w.-]+/)+[\w.-]*"
    r"|\b[A-Za-z]:\\\S*|\b(?:[\w-]+/){2,}[\w-]+\.[a-z]{2,4}\b"
)
_ADDRESS_MARKS = ("www.", "@", "/", "\\")
"""Every address has one of these; the same holds of messages and ``_MESSAGE_WORDS``."""

_LEADERS = LazyPattern(r"\.{5}|(?:\. ){4}\.|_{4}|…{2}|·{3}|(?:- ){4}")
_MENU = LazyPattern(r"(?: [›»→•·] |\|)")
# What the owner of a page was to fill in: "[Insert date]", "[Your name]", "{bold|brave} words".
_PLACEHOLDER = LazyPattern(r"\[(?:[Ii]nsert|[Yy]our|[Cc]ompany|[Nn]ame)\b|\{[\w ]+\|")
_TEX = LazyPattern(r"\\[A-Za-z]{2,}")
_TELEPHONE = LazyPattern(r"\(\d{3}\) ?\d{3}[-. ]\d{4}\b")
_RATED = LazyPattern(r"[★☆✓✔✗✘✅❌☑]")
# The end of a teaser: dots behind a comma or a word that something must follow, or before "more".
_TEASER = LazyPattern(
    r"(?:\[(?:…|\.{3})\]|,\s?(?:…|\.{3})|(?:…|\.{3})\s*(?:\(?(?:[Rr]ead )?[Mm]ore\)?|»|→)"
    r"|\b(?:the|an?|of|to|in|and|or|for|with|by|at|on|is|are|was|were|as|from|its|their|his|her|who"
    r"|which|has|have)\s?(?:…|\.{3})|, \.)$"
)
_COUNT = LazyPattern(r"\b\d+ ?(?:-|–|to) ?\d+ of (?:about )?\d")  # "1 to 20 of 312 results"
_REFERENCE = LazyPattern(
    r"\b(?:doi|DOI|PMID|PMCID|ISBN|ISSN)\b|\bet al\b\.?,? ?(?:\(?(?:19|20)\d\d|.*\d ?[-–:;(] ?\d)"
)
_TITLE = LazyPattern(
    r"[“\"‘'][^“”\"]+[”\"’'],? .*\b(?:19|20)\d\d\)?\.$"
)  # of a paper, and its year
# Two sentences without so much as a blank between them, where the second begins with such a word.
_GLUED = LazyPattern(
    r"[a-z]{2}(?:The|This|That|These|There|They|Their|If|When|After|Before|You|Your|We|And|But|For"
    r"|With|From|However|Please)$"
)
_TIME = r"\b\d{1,2}(?:[:.]\d\d)? ?[ap]\.?m\b"
_HOURS = LazyPattern(
    r"^(?=.*\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun|daily|open|hours)\b)"
    rf".*{_TIME}.*{_TIME}",
    re.IGNORECASE,
)
_JOINED = LazyPattern(r"[a-z]{2}(?=[A-Z][a-z]{2})")
_MESSAGE = LazyPattern(
    r"^(?:PHP )?(?:Warning|Notice|Deprecated|Fatal error|Parse error|Syntax error|Error|Exception"
    r"|Uncaught \w+|Traceback)\b ?(?:[:(\[]|\d)|\bon line \d+\b"
    r"|\b(?:HTTP )?(?:40\d|50\d)\b(?: -|:)? (?:[Ee]rror|[Nn]ot [Ff]ound|[Ff]orbidden|[Bb]ad"
    r"|[Uu]nauthori[sz]ed|[Ii]nternal|[Ss]ervice)|\b[A-Z]\w+(?:Error|Exception)\b"
    r"|\bundefined (?:variable|index|offset|function|method)\b"
    r"|\bJavaScript (?:is|must|seems|has|to)\b|\b[Yy]our (?:web )?browser\b|\bstack trace\b"
    r"|\b(?:[Ee]nable|[Tt]urn on|[Aa]ctivate) (?:JavaScript|cookies)\b"
    r"|\b[Ff]ailed to (?:open|load|fetch|connect)\b.*[:/(]"
)
# What stands for a glyph or a formula that has no letters: a sentence with it is not whole.
_UNREADABLE = LazyPattern("[\ufffc\ufffd\ue000-\uf8ff]")
_MESSAGE_WORDS = (
    "warning", "notice", "deprecated", "error", "exception", "uncaught", "traceback", "on line",
    "40", "50", "undefined", "javascript", "browser", "stack trace", "cookies", "failed to",
)  # fmt: skip
_UNSPACED = LazyPattern("[\u0e00-\u0e7f\u3040-\u30ff\u4e00-\u9fff]")
_SHARE_OF_ADDRESSES = 0.25  # of the characters: a sentence may name a site, an address is none
_FEWEST_CAPITALS, _SHARE_OF_CAPITALS = 6, (0.25, 0.85)
"""Words in capitals, and their share of all, that show a heading or the head of a form run into a
sentence. Below the least share they are names of institutions; above the most the whole is shouted,
as the wires of some agencies are."""
_FEWEST_JOINS = 2  # of words in one token: brands (YouTube) have one


def is_sentence(text: str, tokens: Sequence[str], language: str, item: bool = False) -> bool:
    """Whether ``text``, whose words and marks are ``tokens``, has the shape of a sentence.

    ``item``: it is an item of a list, which may lack a verb where it has some words.

    >>> from briefing.language.tokens import tokenise
    >>> lines = ("Output rose 4% in May.", "KGS/USD = 0.01144 0%", "1/2 block of tofu, diced")
    >>> [is_sentence(line, tokenise(line), "en") for line in lines]
    [True, False, False]
    """
    kinds = set(map(_KINDS.__getitem__, tokens))
    suspect = _SUSPECT in kinds or any(map(text.__contains__, _SUSPECT_RUNS))
    suspect = suspect or (_DOLLAR in kinds and _VARIABLE.search(text) is not None)
    if (
        text[0] in _NEVER_FIRST
        or (not text.isascii() and _UNREADABLE.search(text))
        or (suspect and _malformed(text, tokens))
    ):
        return False
    if language == "en":
        return _is_english(text, tokens, kinds, item)
    words = sum(map(str.isalpha, tokens)) if item else 0
    running = words >= FEWEST_OPEN and _lower(tokens) >= FEWEST_LOWER
    return running or (item and text.endswith("?")) or _runs(text, tokens, language)


def _is_english(text: str, tokens: Sequence[str], kinds: set[int], item: bool) -> bool:
    """The English rule: a finite verb, and words in running text."""
    closed = _CLOSED.search(text[-6:]) is not None
    if (
        _is_fragment(tokens, closed, item)
        or _is_headed(tokens)
        or _is_menu(tokens, closed)
        or _names_only(tokens)
    ):
        return False
    if not closed and tokens[0].lower() in _ASKING:  # the title of an explanation
        return False
    if closed and _CERTAIN in kinds:
        return True
    label = text[-1] == ":" and len(tokens) <= FEWEST_OPEN
    if _ENDING not in kinds and (label or _FORECAST.search(text)):
        return False
    if (item and text.endswith("?")) or (closed and text[0] in _QUOTES):
        return _TITLE.match(text) is None  # speech is often not a whole sentence, yet not junk
    return _has_verb(tokens, kinds, closed) and (_ENDING in kinds or not _HOURS.search(text))


def _kind_of(token: str) -> int:
    """What a token by itself shows: a finite verb, perhaps one, or that a closer look is due."""
    known, word = verbs(), token.lower()
    if token == "$":
        return _DOLLAR
    if token in _SUSPECT_MARKS or word in _SUSPECT_WORDS or _JOINED.search(token):
        return _SUSPECT
    if token in _DATES or token[0].isdigit():  # "the 1980's"
        return _NONE
    if word in known.finite:
        return _CERTAIN
    if known.strong(word):
        return _ENDING
    return _PERHAPS if word in known.perhaps else _NONE


_DATES = frozenset(("May", "Sat", "Wed"))
_QUOTES = frozenset("\"'“‘")
_NEVER_FIRST = frozenset("*†‡^|+=~/,;:)]}{>")
_SMALL = 4  # letters of the longest word without a capital in a headline whose words have them
_DETERMINERS = frozenset("the a an its your all any whether if two three".split())
_SAYING = frozenset("said says say added told wrote".split())
_NONE, _PERHAPS, _ENDING, _CERTAIN, _SUSPECT, _DOLLAR = range(6)
_KINDS = Known(_kind_of)


def _lower(tokens: Sequence[str]) -> int:
    """Words in lower case."""
    return sum(map(str.islower, tokens))


def _malformed(text: str, tokens: Sequence[str]) -> bool:
    """Whether it is code, an address, a menu, a contents line or a message of a program."""
    addresses = 0
    if any(map(text.__contains__, _ADDRESS_MARKS)):
        addresses = sum(len(match[0]) for match in _ADDRESS.finditer(text))
    lower = text.lower()
    return (
        addresses > _SHARE_OF_ADDRESSES * len(text)
        or "://" in text
        or _LEADERS.search(text) is not None
        or (any(map(lower.__contains__, _MESSAGE_WORDS)) and _MESSAGE.search(text) is not None)
        or len(_MENU.findall(text)) > 1
        or text.endswith("|")
        or _PLACEHOLDER.search(text) is not None
        or _RATED.search(text) is not None
        or text.count(" )") > 1
        or _TELEPHONE.search(text) is not None
        or _TEX.search(text) is not None
        or (text.endswith(" ...") and not any(map(text.__contains__, _QUOTES)))
        or _TEASER.search(text[-24:]) is not None
        or _COUNT.search(text) is not None
        or _REFERENCE.search(text) is not None
        or any(_GLUED.search(t) for t in tokens if _KINDS[t] == _SUSPECT)
        or any(len(_JOINED.findall(t)) >= _FEWEST_JOINS for t in tokens if not t.startswith("Mc"))
        or _CODE.search(_quotations(text)) is not None
    )


def _quotations(text: str) -> str:
    """``text`` without web addresses, tickers and bracketed citations, which are no code."""
    return _NOT_CODE.sub(" ", text)


_NOT_CODE = LazyPattern(r"\[[^\[\]]{1,60}\]|<[A-Z][A-Z.]*>|\((?:\w{1,12}|[A-Z]{2,8} )\)|@\w+|#\w+")


def _is_fragment(tokens: Sequence[str], closed: bool, item: bool) -> bool:
    """Whether it begins in the middle of a sentence, or has no subject, as in lists and manuals."""
    first = tokens[0]
    if _cut_bracket(tokens):
        return True
    if first[0].islower() and not (closed and item):
        # Names may begin with a small letter; known words do so within a sentence only.
        known = _KINDS[first] in (_CERTAIN, _ENDING, _PERHAPS) or first in _WITHIN
        return known or not closed or _defines(tokens)
    if first[0].islower() and _defines(tokens):
        return True
    if len(tokens) < FEWEST_LOWER or not _is_third(first.lower()):
        return False
    second = tokens[1]
    double = second == "and" and _is_third(tokens[2]) and tokens[3:4] and tokens[3] in _DETERMINERS
    return bool(second in _DETERMINERS or double) and _SAYING.isdisjoint(tokens)


def _cut_bracket(tokens: Sequence[str]) -> bool:
    """Whether a bracket closes that was opened before it; "a)" and "12)" head items."""
    if ")" not in tokens:
        return False
    at = tokens.index(")")
    return "(" not in tokens[:at] and not (at == 1 and len(tokens[0]) <= _MARKER)


def _is_third(word: str) -> bool:
    """Whether a word may be the third person of a verb ("lists", "watches", "carries")."""
    base = verbs().base
    return word[-1] == "s" and (word[:-1] in base or word[:-2] in base or word[:-3] + "y" in base)


_ASKING = frozenset(("what", "how", "why", "who", "when", "where", "which"))
# Forecasts of the weather without a verb: "South wind 15 to 20 mph, with gusts as high as 25."
_FORECAST = LazyPattern(
    r"\b\d+ ?(?:mph|kph|km/h|knots)\b|^(?:Highs?|Lows?|Gusts?)\b|\b\d+ percent chance of\b"
    r"|\b(?:high|low) (?:near|around|of) \d",
    re.IGNORECASE,
)
_WITHIN = frozenset(
    """of in on at to with for by from and or but so the a an this that these those it as if when
    where which who because while than into about over under after before during including such
    also not only""".split()
)


def _has_verb(tokens: Sequence[str], kinds: set[int], closed: bool) -> bool:
    """Whether a line without a certain verb, or without a closing mark, has one all the same."""
    if closed:
        lower = _lower(tokens)
        if _ENDING in kinds or lower >= RUNNING:
            return True
        return _PERHAPS in kinds and lower > 1 and not _is_name(tokens)
    if len(tokens) < FEWEST_OPEN:
        return False
    # What ends a line, or stands behind a comma, is a participle: "tofu, diced".
    last = len(tokens) - 1
    return _CERTAIN in kinds or any(
        _KINDS[token] == _ENDING and 0 < k < last and tokens[k - 1] not in (",", "(")
        for k, token in enumerate(tokens)
    )


def _is_headed(tokens: Sequence[str]) -> bool:
    """Whether a head in capitals has run into it, as on pages of courts and forms."""
    words = [token for token in tokens if token.isalpha() and len(token) > 1]
    capitals = sum(map(str.isupper, words))
    least, most = _SHARE_OF_CAPITALS
    return capitals >= _FEWEST_CAPITALS and least <= capitals / len(words) <= most


def _names_only(tokens: Sequence[str]) -> bool:
    """Whether it is a thing with its attributes and no verb, as on a label or in a manual: "An
    owner of the keys of a table."."""
    start = tokens.index(":") + 1 if ":" in tokens[1:3] else 0
    rest = tokens[start:]
    if not rest or rest[0] not in _ARTICLES:
        return False
    return not any(
        kind in (_CERTAIN, _ENDING)
        if kind != _PERHAPS
        else rest[k - 1].lower() not in _BEFORE_NOUNS
        for k, kind in enumerate(map(_KINDS.__getitem__, rest))
        if k and not rest[k].endswith(("'s", "’s"))
    )


def _defines(tokens: Sequence[str]) -> bool:
    """Whether it is a word of a program and what that means, without a verb in its first clause:
    "lang - The language of the page", "depth (optional): An upper bound"."""
    rest = tokens[1:]
    if rest and rest[0] == "(" and ")" in rest:
        rest = rest[rest.index(")") + 1 :]
    if len(rest) < FEWEST_LOWER or rest[0] not in _DASHES or rest[1] not in _DEFINING:
        return False
    clause = takewhile(lambda token: token not in _CLAUSE, rest[2:])
    return all(_KINDS[token] not in (_CERTAIN, _ENDING) for token in clause)


def _is_menu(tokens: Sequence[str], closed: bool) -> bool:
    """Whether it is names of links run together, or a headline: each word has a capital, and no
    verb but among them. Headlines have small words, too."""
    words = [token for token in tokens if token[0].isalpha()]
    lower = [word for word in words if word.islower()]
    if len(words) < FEWEST_OPEN or 2 * sum(map(str.isupper, words)) >= len(words):
        return False
    if not closed and 3 * len(lower) <= len(words) and max(map(len, lower), default=0) <= _SMALL:
        return True
    return len(lower) < 2 and not any(
        _KINDS[word] in (_CERTAIN, _ENDING, _PERHAPS) for word in lower
    )


def _is_name(tokens: Sequence[str]) -> bool:
    """Whether it is only a long name: "Court of Appeal of Orsk, Fifth Circuit."."""
    common = function_words("en")
    return not any(token.islower() and token.isalpha() and token not in common for token in tokens)


def runs_unspaced(text: str) -> bool:
    """Whether a line of Chinese or Japanese without a closing mark is a sentence by its clauses."""
    clauses = "，" in text or "、" in text
    return clauses and len(text) > LONGEST_TITLE and _UNSPACED.search(text) is not None


def _runs(text: str, tokens: Sequence[str], language: str) -> bool:
    """The rule elsewhere: a closing mark, or function words where a list of them is known."""
    letters = sum(map(str.isalpha, text))
    if 2 * letters < len(text) - text.count(" "):
        return False
    closed = _CLOSED_ELSEWHERE.search(text[-6:]) is not None
    if _UNSPACED.search(text):
        return (closed and len(text) >= FEWEST_OPEN) or runs_unspaced(text)
    words = [t.lower() for t in tokens if t[0].isalpha()]
    if closed:
        return len(words) > 1
    common = function_words(language)
    return len(words) >= FEWEST_OPEN and (not common or any(map(common.__contains__, words)))
