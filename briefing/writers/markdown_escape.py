"""Text of a source as inert Markdown: it renders to itself on GitHub, GitLab, Obsidian and MkDocs.

Grammars covered: CommonMark 0.31 and GitHub's extensions (tables, strikethrough, autolinks,
footnotes, mathematics); GitLab's references and inline differences; Obsidian's tags, highlights,
comments and wiki links; Python-Markdown (MkDocs), which knows fewer backslash escapes than
CommonMark, and its common extensions (attribute lists, admonitions, definition lists, snippets).
Three means, chosen by what all of them understand:

- a backslash, for the characters that Python-Markdown lets a backslash escape;
- a character reference, for the others (``|``, ``~``, ``^``, ``{``, ``<``, ``&`` …);
- an empty HTML comment inside what a site links or replaces *after* rendering, where no escape
  helps (``@name``, ``#1``, ``http://``, ``www.``, ``:smile:``): it parts the text there and shows
  nothing.
"""

from __future__ import annotations

import re

from briefing.display.text import clean

_PART = "<!-- -->"

# The first alternative that matches at a place wins. Look-behinds see the whole value.
_INLINE = re.compile(
    r"""
      (?P<slash> \\ (?=[\s!-/:-@\[-`{-~]|$) | [`*] | ! $ | \#+ $ | \] (?=[(\[:]) )
    | (?P<code> [|~^] | (?<==)= | (?<=%)% | <(?![\s\d]) | &(?=\#?[0-9A-Za-z]+;) )
    | (?P<split> @(?=\w) | \#(?=[^\s\#.,;:!?'"()<>\[\]|`*&\\]) | :(?=(?:[\w+\-]*[a-z][\w+\-]*
        |100|1234|[+\-]1):) | (?<=[a-z0-9+.\-])(?=://) | (?:mailto|xmpp)(?=:) | www(?=\.) )
    | (?P<pair> [\[{] )
    | (?P<underline> _+ )
    | (?P<dollar> \$ )
    """,
    re.VERBOSE | re.IGNORECASE,
)
# What is markup only where a line or block begins; a slash goes before the last character.
_START = re.compile(
    r"""
      (?P<slash> [>#] | !(?=!!) | [+\-](?=\s|$|[+\-]) | \d{1,9}[.)](?=\s|$) )
    | (?P<code> :(?=[\s:]|$) | \?(?=\?\?) | =(?==*$) )
    """,
    re.VERBOSE,
)


def escape(text: str, *, label: bool = False) -> str:
    """``text`` (one value, cleaned first) so that every dialect above shows just it.

    Nothing else is escaped: words, figures and ordinary punctuation stay as they are. ``label``:
    for the text of a link, where any closing bracket counts.

    >>> print(escape("He [Tokayev] paid $9.6 bn, *not* <b>less</b>, for snake_case & co."))
    He \\[Tokayev] paid $9.6 bn, \\*not\\* &lt;b>less&lt;/b>, for snake_case & co.
    >>> print(escape("1. Mail a@b.kz"), escape("In 2024 - dry"), escape("- so"), sep=" / ")
    1\\. Mail a@<!-- -->b.kz / In 2024 - dry / \\- so
    """
    text = clean(text)
    out, at = [], 0
    first = _START.match(text)
    if first:
        at = first.end()
        last = first[0][-1]
        out.append(first[0][:-1] + (f"\\{last}" if first["slash"] else _coded(last)))
        if last == "#" and _INLINE.match(text, 0):
            out.append(_PART)
    for token in _INLINE.finditer(text, at):
        out.append(text[at : token.start()] + _inline(token))
        at = token.end()
    escaped = "".join(out) + text[at:]
    return re.sub(r"\\.|(\])", lambda m: "\\]" if m[1] else m[0], escaped) if label else escaped


def _inline(token: re.Match[str]) -> str:
    mark, text = token[0], token.string
    before = text[token.start() - 1] if token.start() else ""
    after = text[token.end() : token.end() + 1]
    match token.lastgroup:
        case "slash":
            return "".join(f"\\{c}" for c in mark)
        case "code":
            return _coded(mark)
        case "split":
            return mark + _PART
        case "pair":  # also [[wiki links]] and GitLab's {+ + } and [- -]
            escaped = "\\[" if mark == "[" else _coded(mark)
            return escaped + _PART if after and after in "[{+-" else escaped
        case "underline":  # inside a word it is no emphasis anywhere
            return mark if before.isalnum() and after.isalnum() else "\\_" * len(mark)
        case _:
            return _dollar(before, after)


def _dollar(before: str, after: str) -> str:
    """A dollar is coded if it could end a formula or is one of two; to open one does no harm."""
    ends = not before.isspace() and not after.isdigit()
    if not ends and "$" not in (before, after):
        return "$"
    # a comment at the beginning of a block would make an HTML block of it
    return (_PART if before else "") + _coded("$")


def _coded(mark: str) -> str:
    return {"<": "&lt;", "&": "&amp;"}.get(mark) or f"&#{ord(mark)};"
