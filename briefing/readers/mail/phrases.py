"""What mail programs and correspondents write around an article, read from ``data/mail.txt``.

Libraries for mail quotations (quotequail, mail-parser-reply) know four to twelve of its languages
and lose the forwarded header block where it is quoted, so the phrases are a table of ours.
"""

from __future__ import annotations

import re
from functools import cache

from briefing.resources import data_path

_SUBJECT_TAG = r"\[(?:ext(?:ern(?:al|e|o)?)?(?: e-?mail| sender)?|caution|spam\??)\]\s*:?"


@cache
def table() -> dict[str, list[str]]:
    """The phrases by section."""
    sections: dict[str, list[str]] = {}
    lines: list[str] = []
    for raw in data_path("mail.txt").read_text(encoding="utf-8").splitlines():
        if raw.startswith("["):
            lines = sections.setdefault(raw.strip("[]"), [])
        elif raw and not raw.startswith("#"):
            lines.append(raw)
    return sections


@cache
def _pattern(section: str, around: str) -> re.Pattern[str]:
    alternatives = "|".join(table()[section])
    return re.compile(around.replace("@", f"(?:{alternatives})"), re.IGNORECASE)


def begins(section: str, text: str, around: str = "@") -> bool:
    """Whether ``text`` begins with a phrase of ``section``; ``@`` stands for it in ``around``."""
    return _pattern(section, around).match(text) is not None


def variety(section: str, text: str) -> int:
    """How many different phrases of ``section`` are in ``text``."""
    return len({phrase.lower() for phrase in _pattern(section, r"\b@\b").findall(text)})


@cache
def header_names() -> dict[str, str]:
    """The name of a header in any language to its meaning: from, date, to, cc, subject, other."""
    return {
        name: section.removeprefix("header ")
        for section, names in table().items()
        if section.startswith("header ")
        for name in names
    }


@cache
def _prefix() -> re.Pattern[str]:
    names = sorted(table()["reply prefix"] + table()["forward prefix"], key=len, reverse=True)
    kinds = "|".join(map(re.escape, names))
    return re.compile(
        rf"\s*(?:{_SUBJECT_TAG}|(?P<kind>{kinds})(?:\[\d+\]|\(\d+\))?\s?[:：])\s*", re.IGNORECASE
    )


def subject(text: str) -> tuple[str, str]:
    """The subject without prefixes, and ``forward``, ``reply`` or ``""`` by the outermost prefix.

    >>> subject("WG: Re: [EXTERNAL] Second terminal")
    ('Second terminal', 'forward')
    >>> subject("Iron ore: a primer")
    ('Iron ore: a primer', '')
    """
    kind = ""
    while match := _prefix().match(text):
        named = (match["kind"] or "").lower()
        if named and not kind:
            kind = "forward" if named in table()["forward prefix"] else "reply"
        text = text[match.end() :]
    return text.strip(), kind
