"""Zip packages of office formats: checked before a library unpacks them."""

from __future__ import annotations

from collections.abc import Callable

from briefing.errors import SourceError
from briefing.limits.archives import DamageError, PackageError, PackageLimits, read_package
from briefing.readers.options import Source

MAX_MEMBERS = 5_000
"""An office file has some 20 parts, a book with pictures a few thousand."""


def check_package(
    source: Source,
    label: str,
    *,
    damaged: str = "",
    most_parts: int = MAX_MEMBERS,
    forbidden: bytes = b"<!ENTITY",
    wanted: Callable[[str], bool] = lambda _: False,
) -> dict[str, bytes]:
    """The ``wanted`` parts of a package by name.

    ``label`` names what it should be, such as "a spreadsheet"; ``damaged`` is the reason for one
    that is no sound archive. Raises :class:`SourceError` for a package that is damaged, locked or
    would swell up (to more than ``most_parts`` parts, or bytes than the options allow), and for
    one with XML that holds what is ``forbidden``.
    """
    sizes = source.options
    limits = PackageLimits(label, sizes.max_unzipped, most_parts, sizes.max_xml, forbidden)
    try:
        return read_package(source.data, limits, wanted)
    except DamageError as error:
        raise SourceError(source.location, damaged or f"not {label}, or a damaged one") from error
    except PackageError as error:
        raise SourceError(source.location, str(error)) from error
