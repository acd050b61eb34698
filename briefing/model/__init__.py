"""The frozen values that flow through briefing, one kind per step.

``readers`` make :class:`Article`, ``segmentation`` makes :class:`Document`, ``selection`` makes
:class:`Candidate` and :class:`Brief`; nothing changes a value after it is made.
"""

from __future__ import annotations

from briefing.model.articles import (
    NONE,
    Article,
    Document,
    Kind,
    RankedSentence,
    Resolution,
    SectorLabel,
    Sentence,
    Skipped,
)
from briefing.model.briefs import (
    Brief,
    Comment,
    CommentKind,
    Conflict,
    KeyFigure,
    LeftOut,
    Page,
    Point,
    Presentation,
    Section,
    SourceEntry,
)
from briefing.model.candidates import (
    Candidate,
    Candidates,
    Mention,
    SourceMeta,
)

__all__ = [
    "NONE",
    "Article",
    "Brief",
    "Candidate",
    "Candidates",
    "Comment",
    "CommentKind",
    "Conflict",
    "Document",
    "KeyFigure",
    "Kind",
    "LeftOut",
    "Mention",
    "Page",
    "Point",
    "Presentation",
    "RankedSentence",
    "Resolution",
    "Section",
    "SectorLabel",
    "Sentence",
    "Skipped",
    "SourceEntry",
    "SourceMeta",
]
