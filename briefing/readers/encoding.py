"""Bytes to text: UTF-8, UTF-16 and UTF-32 with a mark, cp1252, the rest by charset-normalizer."""

from __future__ import annotations

import codecs
import re

from briefing.errors import SourceError
from briefing.readers.language_id import is_latin, most_votes

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# Control characters of ASCII other than tab, line feed, form feed, carriage return and escape.
_CONTROLS = bytes(c for c in range(32) if c not in (9, 10, 12, 13, 27))
# News text has none; random bytes have 10 %. A hundredth forgives stray ones and NUL padding.
_MAX_CONTROLS = 0.01
# Random bytes are never valid UTF-8, so what is may have far more of them, as padding or mischief.
_MAX_CONTROLS_UTF8 = 0.3
# Declared by many pages and mails that mean cp1252, its superset but for control characters.
_WESTERN = frozenset({"ascii", "iso8859-1", "cp1252", "latin-1"})
# Declared for what they are part of, as the Encoding Standard of the WHATWG reads them.
_WIDER = {
    "gb2312": "gb18030", "gbk": "gb18030", "shift-jis": "cp932", "euc-kr": "cp949",
    "big5": "big5hkscs",
}  # fmt: skip
# Share of spoilt characters in mails and pages in these that servers and old programs cut.
_FEW_SPOILT = 0.03
_DECLARABLE = re.compile(
    r"(?:utf-(?:7|8|16|32)|iso|cp\d|koi8|mac|big5|gb|euc|shift|johab|hz|tis|ptcp)"
)
# Encodings whose bytes may pass for UTF-8: a declaration of one of them comes first.
_BEFORE = ("utf-7", "utf-16", "utf-32", "iso2022", "hz")
# UTF-16 without a mark: Latin text has a NUL in every second byte.
_WIDE_NULS = 0.3

_MULTIBYTE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
# In Western text decoded as cp1252 signs such as ¹ ³ ± ¼ never stand between two letters; in
# Central European, Cyrillic or Greek text decoded wrongly they do, all the time.
_ODD = re.compile(r"[^\W\d_][¡-¦¨-¬®-¶¸-¿÷×][^\W\d_]|[ðþ]{2}|[À-ÿ]{4}")
# Western, Central European (twice), Turkish, Baltic: where they differ, only words can tell.
_PAGES = ("cp1252", "cp1250", "iso8859-2", "cp1254", "cp1257")
# charset-normalizer judges by samples; more text than this does not make it surer, only slower.
_SAMPLE = 64_000
# With so few bytes that fit nothing, the text is what the other bytes say.
_FEW = 0.01


def decode(data: bytes, location: str, declared: str = "") -> str:
    """The text of ``data``; a ``declared`` encoding is tried first.

    Raises :class:`SourceError` when the bytes are not text.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace").replace("\ufffd", "")
    name = _wide(data) or _known(declared)
    if name.startswith(_BEFORE):
        return data.decode(name, "replace").replace("\ufffd", "")
    try:
        text = data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        text = ""
    if text and _controls(data) <= _MAX_CONTROLS_UTF8:
        return text
    if looks_binary(data):
        raise SourceError(location, "not text (it holds binary data); give a text file")
    if name:
        text = data.decode(name, "replace")
        spoilt = text.count("\ufffd")
        if not spoilt or (name in _WIDER.values() and spoilt <= _FEW_SPOILT * len(text)):
            return text
        # A wrong declaration is common; the bytes themselves decide.
    return _legacy(data, location)


def _known(declared: str) -> str:
    """The codec that a page or mail declares, ``""`` for none or one that is not for its text."""
    try:
        name = codecs.lookup(declared.strip()).name.replace("_", "-") if declared else ""
    except (LookupError, ValueError):
        return ""
    if name in _WESTERN:
        return "cp1252"
    name = _WIDER.get(name, name)
    return name if _DECLARABLE.match(name) else ""


def looks_binary(data: bytes) -> bool:
    """Whether more than a hundredth of the first 64 kB are control characters."""
    head = data[:_SAMPLE]
    return _controls(data) > _MAX_CONTROLS and len(head.translate(None, _CONTROLS)) < len(head) - 2


def _controls(data: bytes) -> float:
    """The share of control characters in the first 64 kB."""
    head = data[:_SAMPLE]
    return 1 - len(head.translate(None, _CONTROLS)) / len(head) if head else 0.0


def _wide(data: bytes) -> str:
    head = data[: _SAMPLE & ~1]
    if len(head) < 4 or b"\0" not in head:
        return ""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > _WIDE_NULS * len(head) and even < odd / 10:
        return "utf-16-le"
    return "utf-16-be" if even > _WIDE_NULS * len(head) and odd < even / 10 else ""


def _legacy(data: bytes, location: str) -> str:
    good = len(_MULTIBYTE.findall(data[:_SAMPLE]))
    damaged = data[:_SAMPLE].decode("utf-8", "replace").count("\ufffd")
    if good > 3 * damaged:  # UTF-8 with a few broken places, not another encoding
        return data.decode("utf-8", "replace").replace("\ufffd", "")
    try:
        if not _ODD.search(data.decode("cp1252")):
            return data.decode(_latin(data[:_SAMPLE]), "replace")
    except UnicodeDecodeError:
        pass  # five bytes mean nothing in cp1252: it is something else
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    if best is None and damaged <= _FEW * len(data[:_SAMPLE]):
        return data.decode("utf-8", "replace").replace("\ufffd", "")
    if best is None:
        raise SourceError(location, "its encoding is unknown; save it as UTF-8")
    if is_latin(str(best)):
        return data.decode(_latin(data[:_SAMPLE]), "replace").replace("\ufffd", "")
    return data.decode(best.encoding, "replace").replace("\ufffd", "")


def _latin(sample: bytes) -> str:
    """The code page of Latin script in which most function words show; cp1252 first of equals."""
    votes = {name: most_votes(sample.decode(name, "replace")) for name in _PAGES}
    return max(_PAGES, key=lambda name: votes[name])
