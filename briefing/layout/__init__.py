"""Measures a brief on the page of its template with font metrics.

``Layout(template, paper, pages).measure(brief)`` says how much of the page a brief takes. The
template's body is a program (:mod:`briefing.docx.tags`) that turns a brief into blocks;
:mod:`briefing.writers.docx` writes the very blocks that are measured here.
"""
