"""The signs of captions and boilerplate: openings, closed phrases, shapes.

The patterns describe habits of news sites, agencies and newsletters in general form; those with
English words in them are in its language file. They were written by hand, and read against several
thousand stories to see what else they catch. All are tried with ``match`` at the beginning of a
sentence unless their name says otherwise.
"""

from __future__ import annotations

import re
from functools import cache

from briefing.language.patterns import LazyPattern
from briefing.languages import language

_LINES = language("en").lines
_PATTERNS = _LINES.patterns

# The credit or the label of a picture, at the beginning of a sentence in lower case.
CREDIT = re.compile(rf"[\s(\[—–-]*(?:{_PATTERNS['credit']})")
# What stands beside a picture once another cue has shown that there is one.
CREDIT_NEARBY = LazyPattern(_PATTERNS["credit_nearby"])
CREDIT_INLINE = LazyPattern(_PATTERNS["credit_inline"])
INLINE_TRIGGERS = _LINES.triggers.get("credit_inline", ())
LABEL = LazyPattern(r"(?P<label>['‘]?[A-Z][\w’'-]*+(?: [\w’'-]++){0,4}['’]?[!?]?): (?=['‘]?[A-Z])")

# Sentences that are never news, whatever stands around them: patterns by their first word (letters
# after any marks), matched at that word without regard to case. They are compiled when a sentence
# begins with the word, which few do: compiling them all would take 20 ms of every start.
_BY_WORD: dict[str, list[str]] = {}
for _first_words, _pattern in _LINES.by_word:
    for _first_word in _first_words.split():
        _BY_WORD.setdefault(_first_word, []).append(_pattern)
_FIRST_WORD = re.compile(r"[\s(\[*•·>|—–ℹ⚠\ufe0f-]{0,4}([^\W_]+(?:['’-][^\W_]+)*)")


@cache
def _opening(word: str) -> re.Pattern[str]:
    return re.compile("|".join(_BY_WORD[word]), re.IGNORECASE)


def opens_boilerplate(text: str) -> bool:
    """Whether a sentence begins as boilerplate does.

    >>> [opens_boilerplate(text) for text in ("Sign up here.", "Signs of growth are few.")]
    [True, False]
    """
    match = _FIRST_WORD.match(text)
    if match is None:
        return text.startswith("©")
    word = match[1].lower()
    if word in _BY_WORD:
        return _opening(word).match(text, match.start(1)) is not None
    return text.startswith(("©", "(c) 1", "(c) 2", "(C) 1", "(C) 2"))


# Anywhere in a sentence, outside quotation marks; tried only where a trigger word occurs.
BOILERPLATE_INSIDE = LazyPattern(_PATTERNS["boilerplate_inside"])
INSIDE_TRIGGERS = _LINES.triggers.get("inside", ())
# A line that credits an author. The names may be followed by an office or a place.
BYLINE = LazyPattern(_PATTERNS["byline"])
NAMES_ONLY = LazyPattern(_PATTERNS["names_only"])
# A place and a date alone on their line, as under a declaration.
PLACE_AND_DATE = LazyPattern(_PATTERNS["place_and_date"])
# The mark of an agency under its report: capitals, and initials of those who wrote and edited.
SIGNATURE = LazyPattern(
    r"(?:[A-Z]{2,8}(?:/[A-Za-z]{1,4}){1,4}|(?:[A-Z]{3,12}|Reuters?)[.…]*"
    r"|[A-Z][\w ]{1,30} [-–—] (?:[A-Z]\.){2,3}|[-–—#* ]*+(?:ENDS?|30|Ends?)?[-–—#* ]*"
    r"|[a-z]{2,4}/[a-z]{2,4}(?:/[a-z]{2,4})?(?: \([^()]+\))?)\.?$"
)
NOTE_IN_BRACKETS = LazyPattern(_PATTERNS["note_in_brackets"])
NOTE_WORDS = LazyPattern(_PATTERNS["note_words"])
BY_ALONE = LazyPattern(_PATTERNS["by_alone"])
LINK = LazyPattern(r"[^«]*»\.?$")
# Words that make a label an attribution ("The source said: 'The process…").
ATTRIBUTION = LazyPattern(_PATTERNS["attribution"], re.IGNORECASE)
FINITE = LazyPattern(_PATTERNS["finite"], re.IGNORECASE)
CONTACT = LazyPattern(r"\(?(?:https?://\S+|www\.\S+|[\w.+-]+@[\w.-]+|\+?[\d() .-]{7,20})[.)]*$")
STAMP = LazyPattern(
    r"(?:\d{1,2}[:.]\d{2}(?: ?[AaPp]\.?[Mm]\.?)?,? (?:[A-Z]{2,4}|on)\b.{0,40}$|[|•·\s.]+$)"
)
BIOGRAPHY = LazyPattern(_PATTERNS["biography"])
NAME_LINE = LazyPattern(r"(?:[A-ZÀ-Þ][\w.’'&/-]*+(?: |$)){1,4}$")
