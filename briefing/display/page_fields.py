"""What the sender adds to a brief: address fields, and variables of templates given by name."""

from __future__ import annotations

from dataclasses import dataclass

IMPRINT = ("issuer", "contact", "edition")
FURNITURE = (*IMPRINT, "marking")
"""What the shipped templates print around the brief; left out where it is not given."""


@dataclass(frozen=True, slots=True)
class PageFields:
    """Values for a template that are not part of the brief.

    ``to``, ``subject`` and ``sender`` are lines of a memo and a mail, ``cc`` one of a mail.
    ``values`` are further variables of templates with their texts, such as those of
    :data:`FURNITURE`.
    """

    to: str = ""
    subject: str = ""
    sender: str = ""
    values: tuple[tuple[str, str], ...] = ()
    cc: str = ""


NO_FIELDS = PageFields()
