"""The default method: the probability that an editor gives a sentence a place in a brief.

A linear model of what :mod:`briefing.score.features` sees, with weights learned from stories whose
every sentence an editor marked (``python -m briefing.train.scorer``). The odds are fitted to
held-out stories, so that scores of different articles may be compared: of sentences with a score
near 0.6 about 60% are worth a place. The score depends on the one document only.
"""

from __future__ import annotations

from briefing.model import Document, Kind
from briefing.score.features import Sheet
from briefing.score.lexicon import DEEDS
from briefing.score.weights import analysed, editor, editor_odds, logistic

DEED_REASONS = {
    "agree": "reports an agreement",
    "decide": "reports a decision",
    "announce": "reports an announcement",
    "build": "reports a start or an investment",
    "move": "reports a rise or fall",
    "win": "reports a win",
    "harm": "reports harm",
    "buy": "reports a sale or an offer",
    "leave": "reports a change at the top",
}

# A reason holds where its value is at least the bound, and speaks for the sentence where the model
# gives what it rests on more than the average sentence has. The bounds say what the words promise:
# a third of the title's weight, a standard deviation over the article's mean, the most named actor.
REASONS: tuple[tuple[str, str, float, tuple[str, ...]], ...] = (
    ("echoes the headline", "title_cover", 1 / 3, ("title_cover", "title_share", "title_stems")),
    ("names a figure", "figure", 1.0, ("figure", "figure_density", "early_figure", "new_figure")),
    ("names a sum of money", "money", 1.0, ("money",)),
    ("central", "standard_mass_a_stem", 1.0, ("mass", "frequency", "repeated_share")),
    ("the story builds on it", "standard_degree", 1.0, ("degree_after", "standard_degree")),
    ("names the main actor", "main_name", 1.0, ("main_name", "names", "standard_names")),
    ("opens a topic", "new_share", 0.6, ("new_share", "opens_paragraph")),
    ("says what comes next", "intent", 1.0, ("intent",)),
    ("says what has happened", "perfect", 1.0, ("perfect",)),
    *((DEED_REASONS[deed], f"deed_{deed}", 1.0, (f"deed_{deed}", "deeds")) for deed in DEEDS),
)


def scores(document: Document) -> list[float]:
    """One probability in [0, 1] a sentence; what is not content gets 0.0."""
    result = [0.0] * len(document.sentences)
    told, sheet = analysed(document)
    for view, odds in zip(told.views, editor_odds(sheet), strict=True):
        result[view.sentence.index] = logistic(odds)
    return result


def reasons(document: Document, index: int) -> tuple[str, ...]:
    """Why sentence ``index`` may be in a brief, the strongest reason first; see ``explain``."""
    if document.sentences[index].kind is not Kind.CONTENT:
        return ()
    told, sheet = analysed(document)
    place = next(i for i, v in enumerate(told.views) if v.sentence.index == index)
    found = _reasons(sheet, place)
    return (*(["lead"] if place == 0 else []), *found) or ("adds detail",)


_MOST_REASONS = 4  # more than a reader takes in at a glance


def _reasons(sheet: Sheet, place: int) -> list[str]:
    parts, value = editor().parts, sheet.value
    held = []
    for order, (reason, feature, bound, names) in enumerate(REASONS):
        if value(place, feature) >= bound:
            speaks = 0.0
            for name in names:
                weight, mean = parts[name]
                speaks += weight * (value(place, name) - mean)
            if speaks > 0:
                held.append((-speaks, order, reason))
    return [reason for _, _, reason in sorted(held)[:_MOST_REASONS]]
