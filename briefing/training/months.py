"""Make ``data/months.txt``: the months as many languages write them, for the dates of articles.

``python -m briefing.training.months`` takes the names from the Unicode Common Locale Data
Repository, through Babel, and from the files under ``data/languages``. A form that means different
months in two languages is left out, and so are English ones, which the English rules read, and
short forms that are English words.
"""

from __future__ import annotations

import re
from collections import defaultdict

from babel import Locale

from briefing.languages import known, language
from briefing.resources import data_path

LOCALES = (
    "ar ar_LB ar_DZ az be bg bn ca cs da de el es et fa fi fr he hi hr hu hy id it ka kk ky lt lv"
    " mk ms nb nl pl pt ro ru sk sl sq sr sr_Latn sv tg th tk tr uk ur uz uz_Cyrl vi"
).split()
AMBIGUOUS = frozenset("set ago out mag may mar jun jul sep oct nov dec feb jan apr aug".split())
_LETTERS = re.compile(r"[^\W\d_][^\W_]*(?:[’'ʻ][^\W_]+)*")


def forms() -> dict[str, int]:
    """Each form in small letters and the number of its month."""
    numbers_of: defaultdict[str, set[int]] = defaultdict(set)
    for name in LOCALES:
        months = Locale.parse(name).months
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, form in months[context][width].items():
                    numbers_of[form.lower().rstrip(".")].add(number)
    for code in known():
        for number, row in enumerate(language(code).months, 1):
            for form in row:
                numbers_of[form].add(number)
    english = Locale.parse("en").months["format"]["wide"].values()
    left = AMBIGUOUS | {form.lower() for form in english}
    return {
        form: min(numbers)
        for form, numbers in numbers_of.items()
        if len(numbers) == 1 and len(form) > 2 and _LETTERS.fullmatch(form) and form not in left
    }


def main() -> None:
    rows: defaultdict[int, list[str]] = defaultdict(list)
    for form, number in sorted(forms().items()):
        rows[number].append(form)
    text = "".join(f"{number} {' '.join(rows[number])}\n" for number in sorted(rows))
    data_path("months.txt").write_text(text, "utf-8")


if __name__ == "__main__":
    main()
