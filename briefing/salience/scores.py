"""What a method gives for a document: one score per sentence, with reasons and the best choice."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from briefing.errors import UsageError
from briefing.model import Document, Kind


@dataclass(frozen=True)
class Scores:
    """The scores of a document's sentences by one method.

    ``values`` is parallel to ``document.sentences``; each is in [0, 1], and 0.0 for a sentence that
    is not content. ``method`` is the name of the method. Ties are broken by position.
    """

    document: Document
    method: str
    values: tuple[float, ...]

    @cached_property
    def content(self) -> tuple[int, ...]:
        """The indices of the content sentences, in document order."""
        return tuple(s.index for s in self.document.sentences if s.kind is Kind.CONTENT)

    @cached_property
    def _places(self) -> dict[int, int]:
        ranked = sorted(self.content, key=lambda i: (-self.values[i], i))
        return {index: place for place, index in enumerate(ranked, 1)}

    def is_lead(self, index: int) -> bool:
        """Whether sentence ``index`` is the article's first content sentence."""
        return self.content[:1] == (index,)

    def reasons(self, index: int) -> tuple[str, ...]:
        """Why sentence ``index`` may be in a brief, in a reader's words, the strongest first.

        Empty for a sentence that is not content. A method that gives no reasons of its own has one:
        its name and the sentence's place in its order. Raises ``IndexError`` for an index outside
        the document.
        """
        if self.document.sentences[index].kind is not Kind.CONTENT:
            return ()
        place = f"{self.method}: number {self._places[index]} of {len(self.content)}"
        return ("lead", place) if self.is_lead(index) else (place,)

    def best(self, k: int) -> list[int]:
        """The ``k`` content sentences to show, by index, in document order (fewer if there are
        fewer; none for ``k`` of 0 or less): those with the highest scores, ties by position."""
        places = self._places
        return [index for index in self.content if places[index] <= k]


def checked(document: Document, method: str, values: Sequence[float]) -> Scores:
    """The scores of a method that others wrote.

    Raises :class:`UsageError` unless there is a number in [0, 1] for each sentence. What is not
    content scores 0.0 whatever the method says of it.
    """
    try:
        numbers = [float(value) for value in values]
    except (TypeError, ValueError) as error:
        raise UsageError(f"method {method!r} must give numbers, one per sentence") from error
    if len(numbers) != len(document.sentences):
        raise UsageError(
            f"method {method!r} gave {len(numbers)} scores for {len(document.sentences)} sentences"
        )
    if not all(math.isfinite(number) and 0.0 <= number <= 1.0 for number in numbers):
        raise UsageError(f"method {method!r} must give scores from 0 to 1")
    kept = zip(document.sentences, numbers, strict=True)
    return Scores(document, method, tuple(n if s.kind is Kind.CONTENT else 0.0 for s, n in kept))
