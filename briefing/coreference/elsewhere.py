"""Whether a sentence of another language than English stands alone: by its opening, as its
language's file has it.

A sentence that leans on the one before is not shown; no name is sought for it, because the words
that show whom a pronoun means differ from language to language. A connective that may be left out
is left out, and the word after it gets its capital.
"""

from __future__ import annotations

from briefing.language.openings import connective_end
from briefing.languages import Language, compiled, first_match
from briefing.model import Resolution

QUOTES = '"“”„«»‘’「『《'
"""Marks after which what is quoted opens."""

DASHES = ("–", "—")
"""Dashes with which a paragraph of direct speech begins in many languages."""

_NAME = r"[^\W\d_a-zа-яёіїєґәғқңөұүһ]\w+"


def resolve_elsewhere(text: str, start: int, body: int, own: Language) -> Resolution:
    """The resolution of a content sentence; ``start`` and ``body`` are offsets in ``text``."""
    if text[:body].strip() in DASHES and text[body].isupper():
        named = compiled((rf"[,!?»…]\s*[-–—]\s*(?:\w+\s){{0,4}}?{_NAME}",)).search(text, body)
        if named is None:
            return Resolution(False, "")  # speech, whose speaker another sentence names
    cut = connective_end(text, body, own)
    if not text[cut:].strip(". "):
        return Resolution(True, "")
    rest = text[cut:].lstrip(QUOTES)
    rows = own.leaning
    leans = first_match(rows.openers, rest) is not None
    if leans or (rows.inside and compiled(rows.inside).search(text, cut) is not None):
        return Resolution(False, "")
    shown = text[cut : cut + 1].upper() + text[cut + 1 :] if cut > body else text[cut:]
    return Resolution(True, shown, dropped=text[start:cut])
