"""Characters of symbol fonts, which text files keep as codes without a meaning of their own.

The Symbol font's encoding is Adobe's (unicode.org, MAPPINGS/VENDORS/ADOBE/symbol.txt). Of the
Wingdings and Webdings fonts, which hold pictures, only bullets, ticks and arrows are known.
"""

from __future__ import annotations

from briefing.readers.raised import UNREADABLE

_LOWER = (
    " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾"
    "αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
)
_UPPER = "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪"
_SYMBOL = {
    **dict(enumerate(_LOWER, 0x20)),
    **dict(enumerate(_UPPER, 0xA0)),
    **dict(enumerate("〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭", 0xF1)),
}
_DINGBATS = {
    **dict.fromkeys((0x6C, 0x6E, 0x6F, 0x71, 0x75, 0x76, 0x77, 0x9F, 0xA7, 0xA8, 0xB7, 0xD8), "•"),
    0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE7: "←", 0xE8: "→", 0xF0: "→", 0xFC: "✓",
}  # fmt: skip
_DINGBAT_FONTS = ("wingding", "webding", "dingbat")
_PRIVATE = 0xF000
"""Office adds this to the codes of symbol fonts."""


def is_symbol_font(font: str) -> bool:
    """Whether the codes of ``font`` are no Unicode."""
    name = font.strip().lower()
    return name in ("symbol", "symbolmt") or name.startswith(_DINGBAT_FONTS)


def symbol(font: str, code: int) -> str:
    """The character that ``code`` shows in the symbol font ``font``.

    :data:`~briefing.readers.raised.UNREADABLE` where it is a picture.

    >>> symbol("Symbol", 0xF0B1), symbol("Wingdings", 0xE0), symbol("Calibri", 0x41)
    ('±', '→', 'A')
    """
    low = code - _PRIVATE if _PRIVATE <= code < _PRIVATE + 0x100 else code
    if not is_symbol_font(font) and low == code:
        return chr(code)
    table = _DINGBATS if font.strip().lower().startswith(_DINGBAT_FONTS) else _SYMBOL
    return table.get(low, UNREADABLE)


def from_font(font: str, text: str) -> str:
    """``text`` that is set in ``font``, in characters that mean what the font shows."""
    if not is_symbol_font(font):
        return text
    return "".join(symbol(font, ord(character)) for character in text)
