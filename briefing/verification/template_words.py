"""What a template prints itself, wherever it puts the parts of a brief."""

from __future__ import annotations

import re

from briefing.errors import UsageError
from briefing.verification.points import Block, as_point

_TAG = re.compile(r"\{[{%#].*?[}%#]\}")


def template_words(data: bytes, suffix: str) -> frozenset[str]:
    """The paragraphs of a template without a tag, and the words before, between and after tags.

    ``suffix`` is ``.docx``, ``.dotx``, ``.md`` or ``.html``. Raises :class:`UsageError` for a file
    that cannot be read.
    """
    texts = (as_point(block).text for block in _blocks(data, suffix.lower()))
    return frozenset(part.strip() for text in texts for part in _TAG.split(text)) - {""}


def _blocks(data: bytes, suffix: str) -> list[Block]:
    if suffix in (".docx", ".dotx"):
        from briefing.verification.read_docx import blocks as docx

        return docx(data)[0]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"the template is not UTF-8 text ({error.reason})") from error
    if suffix == ".md":
        from briefing.verification.read_markdown import blocks as markdown

        return list(markdown(text)[0])
    from briefing.verification.read_html import blocks as html

    return list(html(text)[0])
