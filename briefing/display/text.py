"""Text, addresses and names of sources, made safe to show; a writer escapes them for its format."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import PurePath
from urllib.parse import quote, urlsplit

from briefing.model import SourceEntry

LINK_SCHEMES = ("http", "https", "mailto")

_BREAKS = re.compile(r"[\t-\r\x1c-\x1f\x85\u2028\u2029]+")
# Control, override and invisible characters: C0, C1 and DEL, surrogates, bidirectional marks,
# embeddings, overrides and isolates, zero-width space, word joiner and its kin, tags, noncharacters
# and the byte-order mark. Joiners (U+200C, U+200D) stay: Persian and emoji need them.
_UNSAFE = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e"
    r"\u2060-\u206f\ufeff\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e007f]"
)
_LONE = re.compile(r"[\ud800-\udfff]")
_URL_SAFE = "!*+,;=:@/?&#%~-._"
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


@lru_cache(maxsize=4096)
def clean(text: str) -> str:
    """``text`` as one line without control, override or invisible characters.

    Line breaks and tabs become one space, lone surrogates U+FFFD, blanks at the ends go.

    >>> clean(" a\\nb\\u202ec\\x00 ")
    'a bc'
    """
    if text.isprintable():
        return text.strip()
    return _LONE.sub("\ufffd", _UNSAFE.sub("", _BREAKS.sub(" ", text))).strip()


@lru_cache(maxsize=1024)
def safe_link(source: SourceEntry) -> str:
    """The link of a source, percent-encoded, or ``""``: only http, https and mailto pass.

    What comes back holds ASCII only and none of the characters ``<>"'()[]{}\\`|^$`` or space, so it
    ends where it should in any markup.

    >>> safe_link(SourceEntry(1, "", "", "", "", "a.txt", "https://x.kz/a (b)?q=<i>"))
    'https://x.kz/a%20%28b%29?q=%3Ci%3E'
    >>> safe_link(SourceEntry(1, "", "", "", "", "javascript:alert(1)"))
    ''
    """
    for address in (clean(source.url), clean(source.location)):
        try:
            parts = urlsplit(address)
            host = parts.hostname
        except ValueError:
            continue
        named = parts.path if parts.scheme == "mailto" else host
        if parts.scheme in LINK_SCHEMES and named:
            return quote(_STRAY_PERCENT.sub("%25", address), safe=_URL_SAFE)
    return ""


def source_name(source: SourceEntry) -> str:
    """The title of a source, else the last part of its location, else its outlet."""
    title = clean(source.title)
    return title or clean(PurePath(source.location).name) or clean(source.outlet) or "Untitled"
