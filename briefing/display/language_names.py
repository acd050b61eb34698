"""Languages as they are called in a language, after the Unicode Common Locale Data Repository."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=64)
def language_name(code: str, language: str) -> str:
    """What the language of a two-letter code is called in another; its code where nothing is known.

    >>> language_name("ru", "en"), language_name("en", "ko"), language_name("xx", "en")
    ('Russian', '영어', 'xx')
    """
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(code).get_language_name(language) or code
    except (UnknownLocaleError, ValueError):
        return code
