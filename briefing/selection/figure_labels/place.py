"""A figure in its sentence, as the rules for labels see it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefing.language.quantities import Figure

REACH = 240
"""Characters on both sides of a figure that its label is looked for in: four times the longest."""
_CONVERSION = re.compile(r"\s?\([^)]{2,40}\)")


@dataclass(frozen=True, slots=True)
class Place:
    """A figure with the text before and after it, ``REACH`` characters at most."""

    figure: Figure
    head: str
    tail: str

    @property
    def kind(self) -> str:
        """The kind of the figure (:mod:`briefing.language.quantities`)."""
        return self.figure.kind

    @property
    def rest(self) -> str:
        """The text after the figure, without the same sum in another currency in brackets."""
        conversion = _CONVERSION.match(self.tail)
        return self.tail[conversion.end() :] if conversion else self.tail
