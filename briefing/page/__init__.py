"""One page, really: a brief measured on the page of its template with font metrics.

``Layout(template, paper, pages).measure(brief)`` tells how much of the page a brief takes. The
template's body is a program (:mod:`briefing.page.program`) that turns a brief into blocks;
:mod:`briefing.write.docx` writes the very blocks that are measured here.
"""

from briefing.page.layout import Fill, Layout

__all__ = ["Fill", "Layout"]
