"""The phrases of a table, ready to be found in a language: by stems, by words with endings, or by
whole phrases where no blanks part words."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from briefing.sectors.runs import UNPARTED, RunMatcher, run_rows
from briefing.sectors.table import Phrase
from briefing.sectors.trie import Matcher, law_of, rows_of
from briefing.sectors.word_forms import GROWTH, FormMatcher, form_rows

AnyMatcher = Matcher | FormMatcher | RunMatcher


def root_of(
    language: str,
    phrases: Iterable[Phrase],
    slugs: tuple[str, ...],
    stemmer: Callable[[str], Callable[[str], str]],
) -> dict[str, str]:
    """The phrases by their first word, as the matcher of the language reads them."""
    if language in GROWTH:
        return form_rows(language, phrases, slugs)
    if language in UNPARTED:
        return run_rows(phrases, slugs)
    return rows_of(phrases, slugs, stemmer(language))


def matcher_of(language: str, slugs: tuple[str, ...], root: dict[str, str]) -> AnyMatcher:
    """The matcher of all phrases in ``root``, with a second one for those that decide."""
    law = law_of(root)
    if language in GROWTH:
        forms = None if law is None else FormMatcher(language, slugs, law)
        return FormMatcher(language, slugs, root, forms)
    if language in UNPARTED:
        runs = None if law is None else RunMatcher(language, slugs, law)
        return RunMatcher(language, slugs, root, runs)
    stems = None if law is None else Matcher(language, slugs, law)
    return Matcher(language, slugs, root, stems)
