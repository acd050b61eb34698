"""Listings of programs and terminals on a page: taken out before the article is looked for.

Names of commands within a sentence stay, as plain text: extractors take each for a listing of its
own, and lose what stands before it. Preformatted text that is no program stays too: old wire
stories and mails are set so.
"""

from __future__ import annotations

import re
from typing import Any

_INLINE = ("code", "kbd", "samp", "tt", "var")
_LISTED = re.compile(
    r"(?:^|[\s_-])(?:code|codeblock|highlight\w*|hljs|listing|programlisting|prettyprint|screen"
    r"|literal-block|syntaxhighlighter|sourcecode|terminal|console|shell|rust|brush:|language-\w+)"
    r"(?=$|[\s_-])",
    re.IGNORECASE,
)
"""Names (class) of blocks in which programs and documentation tools set listings."""
_ABOVE = 3
"""Elements above a listing in which its name is looked for."""
_LINE = re.compile(
    r"\s*(?:\$ ?[a-z./]|(?:[%#]|>>>) ?\S|//|/\*|\*/|</?\w|[{}\])]+[;,]?$|@\w+|--?\w)"
    r"|.*(?:[;{}\\]|=>|&&)$"
    r"|.*(?:\w\(\)|\w\(.*\);?$| [:+-]?={1,2} |::|->|\w+://)"
)
"""A line of a program, of what is typed at a terminal, or of a file of settings."""
_SHARE = 0.4
"""Share of the lines that look so from which preformatted text is a listing."""


def without_listings(tree: Any) -> None:
    """Take the listings out of an lxml ``tree`` in place, and the tags of code in sentences."""
    for block in list(tree.iter("pre")):
        if block.getparent() is not None and _is_listing(block):
            block.drop_tree()
    for element in list(tree.iter(*_INLINE)):
        if element.getparent() is None:
            continue
        if _alone(element):
            element.drop_tree()
        else:
            element.drop_tag()


def _is_listing(block: Any) -> bool:
    if next(block.iter("code", "kbd", "samp"), None) is not None:
        return True
    above = [block, *list(block.iterancestors())[:_ABOVE]]
    if any(_LISTED.search(e.get("class") or "") for e in above if e.tag not in ("body", "html")):
        return True
    return _looks_like_code(block.text_content())


def _looks_like_code(text: str) -> bool:
    lines = [line for line in text.splitlines() if line.strip()]
    return sum(_LINE.match(line) is not None for line in lines) >= max(1, _SHARE * len(lines))


def _alone(element: Any) -> bool:
    """Whether it is a listing of several lines, rather than a name in a sentence."""
    text = element.text_content()
    return "\n" in text.strip() and _looks_like_code(text)
