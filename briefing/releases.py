"""The end of a press release or wire story: the mark below its last words, and what stands there.

An editor takes nothing from below the mark, nor from the standing paragraphs about the sender, the
notes to editors and the contacts that releases end with. The headings of those are in
``data/releases.txt``, in all languages together: they are short lines that mean nothing else.
"""

from __future__ import annotations

import re
from functools import cache

from briefing.resources import data_path

# "# # #" is also an ornament between the parts of an essay; the others mean the end alone.
_ORNAMENT = re.compile(r"\W{0,3}#(?:\s?#){2,6}\W{0,3}$")
_END = re.compile(
    r"[\W_]{0,6}(?:-\s?(?:30|0)\s?-|ENDS?|(?<=[\W_])[Ee]nds?|[Ee]nds|КОНЕЦ|(?<=[\W_])[Кк]онец"
    r"|ENDE|FIN|(?<=[(（])(?:끝|完|終|了))[\W_]{0,6}$"
)
_RELEASE = re.compile(
    r"\W*(?:for immediate release|(?:press|news|media) release\b|embargo(?:ed)?\b|for release\b"
    r"|pressemitteilung\b|communiqué de presse\b|comunicado de prensa\b|пресс-релиз\b|보도자료)",
    re.IGNORECASE,
)
_HEADING_CHARS = 100
"""Characters of the longest heading of such a section; the names of ministries are long."""


def is_end(line: str) -> bool:
    """Whether a line says that the release or story is over.

    >>> [is_end(line) for line in ("-ENDS-", "-30-", "(END)", "Ends", "The end", "# # #")]
    [True, True, True, True, False, False]
    """
    return len(line) <= 20 and _END.match(line) is not None


def is_ornament(line: str) -> bool:
    """Whether a line is ``# # #``: the end of a release, or a break between parts of an essay."""
    return len(line) <= 20 and _ORNAMENT.match(line) is not None


def announces(line: str) -> bool:
    """Whether a line above the headline says that this is a press release."""
    return len(line) <= _HEADING_CHARS and _RELEASE.match(line) is not None


def heads_end_matter(text: str) -> bool:
    """Whether a paragraph heads, or is in one with its heading, what stands below a release.

    >>> heads_end_matter("About Lumen Grid"), heads_end_matter("About 40 people came")
    (True, False)
    >>> heads_end_matter("Notes to editors"), heads_end_matter("About Lumen Grid: it has 14 dams.")
    (True, True)
    """
    match = _headings().match(text)
    if match is None:
        return False
    rest = text[match.end() :]
    return match.end() <= _HEADING_CHARS and (not rest.strip(" :.–—-*#") or rest[:1] == ":")


@cache
def _headings() -> re.Pattern[str]:
    lines = data_path("releases.txt").read_text(encoding="utf-8").splitlines()
    rows = [line for line in lines if line and not line.startswith("#")]
    return re.compile(
        rf"[\s*#•–—\"“-]{{0,4}}(?:{'|'.join(rows)})(?=\s*[:.–—*#-]*\s*(?:$|\n|(?<=:)))"
    )
