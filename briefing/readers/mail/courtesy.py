"""What surrounds the text of a mail: warnings, greetings, closings, signatures, disclaimers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.readers.mail.phrases import begins, table, variety
from briefing.releases import is_ornament

# Greetings and closings stand alone on a line of so many words ("Dear Ambassador van den Berg,").
GREETING_WORDS = 9
CLOSING_WORDS = 7
NAME_WORDS = 4
# Lines of a signature are shorter than sentences: the longest of those in the tests has 14 words.
SIGNATURE_WORDS = 14
# A warning has at least so many different words of the table and stands among the first lines.
BANNER_WORDS, BANNER_LENGTH, BANNER_WITHIN = 4, 80, 4
# A disclaimer names the mail itself and has at least so many different words of the table.
DISCLAIMER_WORDS = 2

_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE = re.compile(r"[.!?。！？][\"'”’»)\]]*$")
_RULE = re.compile(r"[-_=*~#–—]{2,}\s*$")
_DELIMITER = re.compile(r"(?:--|_{5,})\s*$")
_GREETING = r"@(?=$|[\s,!:.])"
_WHOLE = r"@[\s,.!:;–—-]*$"
_CONTACT = re.compile(
    r"\S+@\S+\.\S+|(?:tel|phone|mobile|fax|mob|cell|direct|t|m|p|тел)\.?\s?[:+]|\+\d[\d ()./-]{7,}"
    r"|https?://|www\.",
    re.IGNORECASE,
)


def strip_courtesies(parts: Sequence[str]) -> list[str]:
    """The paragraphs of a mail without those that belong to its sending.

    Notes such as "FYI" are kept; see :func:`is_note`.
    """
    kept: list[str] = []
    signing = False
    for part in parts:
        if _closes(part) or _DELIMITER.match(part):
            signing = True
        elif _around(part, first=len(kept) < BANNER_WITHIN) or (signing and not _prose(part)):
            continue
        elif not (_greets(part) and not any(map(_prose, kept))):
            signing = False
            kept.append(part)
    kept = [part for part in kept if not begins("pleasantry", part)]
    while len(kept) > 1 and _signs(kept[-1]) and any(map(_prose, kept)):
        kept.pop()
    return kept


def is_note(parts: Sequence[str]) -> bool:
    """Whether the paragraphs only forward something, or say nothing at all."""
    return all(
        begins("note", part) or begins("pleasantry", part) or _greets(part) for part in parts
    )


def _around(part: str, *, first: bool) -> bool:
    return (
        begins("device", part)
        or begins("footer", part)
        or begins("environment", part)
        or (_RULE.match(part) is not None and not is_ornament(part))
        or _disclaims(part)
        or (first and _warns(part))
    )


def _warns(part: str) -> bool:
    if begins("rare sender", part.lstrip("[")):
        return True
    words = [word.lower() for word in _WORD.findall(part)]
    named = set(words) & set(table()["banner words"])
    if len(words) <= 3:
        return bool(named & {"external", "extern", "externe", "externo", "esterno"})
    return len(words) <= BANNER_LENGTH and len(named) >= BANNER_WORDS


def _disclaims(part: str) -> bool:
    return variety("mail word", part) > 0 and variety("disclaimer", part) >= DISCLAIMER_WORDS


def _greets(part: str) -> bool:
    few = len(part.split()) <= GREETING_WORDS
    return (
        few
        and begins("greeting", part, _GREETING)
        and (not _SENTENCE.search(part) or part.endswith("!"))
    )


def _closes(part: str) -> bool:
    return len(part.split("\n", maxsplit=1)[0].split()) <= CLOSING_WORDS and begins(
        "closing", part, _WHOLE
    )


def _signs(part: str) -> bool:
    """Whether the last paragraph of a mail is a name or an address below it."""
    words = part.split()
    if _SENTENCE.search(part) or part.startswith(("- ", "• ")):
        return False
    return len(words) <= NAME_WORDS or (
        len(words) <= SIGNATURE_WORDS and _CONTACT.search(part) is not None
    )


def _prose(part: str) -> bool:
    """Whether a paragraph below a closing line is text again, as of a report pasted there."""
    if len(part.split()) <= SIGNATURE_WORDS or _CONTACT.search(part):
        return False
    return _SENTENCE.search(part.rstrip()) is not None
