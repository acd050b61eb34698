"""What a browser shows of a page: the tree without hidden, struck and deleted text.

One rule for web pages, mails, feeds, books and Markdown. Raised marks are resolved by
:mod:`briefing.readers.raised`, drop capitals join their word, formulas become text where one line
can show them. Scripts stay: extractors read the metadata in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from briefing.readers.formats.html_notes import drop_notes, text_of
from briefing.readers.raised import UNREADABLE, raised

# Control characters end a page early in the parser; white space stays.
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
_REFERENCE = re.compile("&#(?:0*(?:[0-8]|1[1-9]|2\\d|3[01]|127)|x0*(?:[0-8bef]|1[0-9a-f]|7f));")
_GONE = ("s", "strike", "del", "noscript", "template", "rt", "rp", "dialog")
# Drawings, and scripts but for data: nothing reads them, and every copy of the tree has them.
_PROGRAMS = "//svg | //script[not(contains(@type,'json'))]"
# Classes by which style sheets in wide use hide text from the eye.
_HIDING = frozenset(
    """sr-only visually-hidden visuallyhidden u-visually-hidden screen-reader-text
    screen-reader-only screenreader-only a11y-hidden element-invisible assistive-text d-none
    display-none print-only printonly d-print-block visually-hidden-focusable sr-only-focusable
    """.split()
)
_SHOWN_AGAIN = re.compile(r"\b(?:d-(?:sm|md|lg|xl|xxl)-(?!none)|(?:sm|md|lg|xl):(?!hidden))")
_DECLARED = re.compile(r"([\w-]+)\s*:\s*([^;]+)")
_TINY = re.compile(r"(?:[01](?:\.\d+)?|\.\d+)(?:px|pt)$|0?(?:\.0\d*)?(?:em|rem|%|vw)$|0$")
_SIDES = ("left", "top", "right", "bottom")
_EXTENTS = ("max-height", "height", "width")
_NIL = re.compile(r"0+(?:\.0+)?(?:px|pt|em|rem|%)?$")
_FAR = re.compile(r"-\d{3,}(?:\.\d+)?(?:px|pt|em|%)?$|-\d{2,}em$")
_RULE = re.compile(r"([^{}@/]+)\{([^{}]*)\}")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_NESTED = re.compile(r"@[\w-]+[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_SELECTOR = re.compile(r"([a-zA-Z][\w-]*)?([.#])([\w-]+)$")
_SCREENS = re.compile(
    r"@media\s+(?:only\s+)?(?:screen|all)\s*\{((?:[^{}]*\{[^{}]*\})*)[^{}]*\}", re.IGNORECASE
)
_COMPOUND = re.compile(r"([a-zA-Z][\w-]*)?((?:[.#][\w-]+|\[[\w-]+(?:=[\"']?[\w-]+[\"']?)?\])*)$")
_PART = re.compile(r"([.#\[])([\w-]+)(?:=[\"']?([\w-]+))?")
_NAME = re.compile(r"' ([\w-]+) '")
_MOST_PATHS = 30
"""Selectors of several names that are looked for on a page; the largest sites have about 20."""
_WHITE = frozenset(
    """white #fff #ffffff #fefefe #fdfdfd #fffffe rgb(255,255,255) rgba(255,255,255,1)
    hsl(0,0%,100%)""".split()
)
_NOTHING = re.compile(r"transparent$|#[0-9a-f]{3}0$|#[0-9a-f]{6}00$|(?:rgb|hsl)a\(.*,0?\.?0\)$")
_FARTHER = re.compile(r"-\d{4,}(?:\.\d+)?px$|-\d{3,}em$")
_CUT = re.compile(r"inset\(\s*(?:50|100)%")
_AWAY = re.compile(r"scale[xy]?\(0\)|translate(?:[xy]|3d)?\(-\d{4,}px")
_MOST_HIDDEN = 0.5
"""Share of the text of a page; what hides more is a page that scripts show when they have run."""
_MOST_STYLES = 400_000
"""Characters of style sheets within a page; the largest of the kind have about 200,000."""
_NOTE_LINK = re.compile(
    r"#_{0,2}(?:[\w:.-]*[-_:])?(?:fn|ftn|ftnref|footnote|note|cite[-_]?note|endnote|edn|sdfootnote|ref"
    r"|sdendnote|bib|cr|cit)(?:ref)?[-_:.]?[\w:.-]*$",
    re.IGNORECASE,
)
_MARK = re.compile(r"\s*[\[(]?(?:\d{1,3}|[*†‡§]{1,3}|[a-z])[\])]?\s*$")
_CAP = re.compile(r"drop-?_?cap|first-?letter|initial-?letter|lettrine", re.IGNORECASE)
_BLOCK = frozenset("p div section h1 h2 h3 h4 h5 h6".split())
_SIMPLE_MATH = frozenset("math mrow mi mn mo mtext mstyle semantics msup mspace".split())


def cleaned(text: str) -> str:
    """The source of a page without control characters, written out or as references."""
    text = _CONTROL.sub("", text) if _CONTROL.search(text) else text
    return _REFERENCE.sub("", text) if "&#" in text else text


def make_visible(tree: Any) -> None:
    """Take out of an lxml ``tree``, in place, what a reader of the page does not see."""
    for element in list(tree.iter(*_GONE)):
        _drop(element)
    for element in tree.xpath(_PROGRAMS):
        _drop(element)
    _hide(tree)
    for element in list(tree.iter("style")):
        _drop(element)
    for element in list(tree.iter("math")):
        _replace(element, _formula(element))
    drop_notes(tree)
    for element in list(tree.iter("sup")):
        _replace(element, _raised(element))
    for element in list(tree.xpath("//a[starts-with(@href,'#')]")):
        if _NOTE_LINK.match(element.get("href")) and _MARK.match(text_of(element)):
            _drop(element)
    _join_capitals(tree)


def _hide(tree: Any) -> None:
    sheets = _Sheets(tree)
    classes, ids = _HIDING | sheets.hidden[0], sheets.hidden[1]
    known = classes | sheets.white[0]
    hidden = tree.xpath("//body//*[@hidden]")
    for element in tree.xpath("//body//*[@style]"):
        if _hides(element.get("style"), element, sheets):
            hidden.append(element)
    if ids:
        hidden += [e for e in tree.xpath("//body//*[@id]") if e.get("id") in ids]
    for names in _classes(tree):
        split = names.split()
        if known.isdisjoint(split):
            continue
        unseen = not classes.isdisjoint(split) and _SHOWN_AGAIN.search(names) is None
        white = not sheets.white[0].isdisjoint(split)
        if unseen or white:
            named = tree.xpath(_OF_CLASS, names=names)
            hidden += [e for e in named if unseen or sheets.on_white(e)]
    present = frozenset(name for names in _classes(tree) for name in names.split())
    hidden += sheets.matched(tree, present)
    if (used := sheets.hidden[0] & present) and (again := sheets.displayed(tree, used)):
        hidden = [element for element in hidden if element not in again]
    hidden += tree.xpath("//body//details[not(@open)] | //body//font[@color]")
    hidden = [e for e in hidden if e.tag != "font" or _is_pale_font(e, sheets)]
    most = _MOST_HIDDEN * _size(tree) if hidden else 0
    for element in hidden:
        if _size(element) <= most:
            _drop(element)


def _is_pale_font(element: Any, sheets: _Sheets) -> bool:
    return (element.get("color") or "").lower() in _WHITE and sheets.on_white(element)


_OF_CLASS = "//body//*[@class=$names]"


def _classes(tree: Any) -> list[str]:
    """The different values of ``class`` in a tree. Few are of interest, and creating elements is
    slow."""
    return list(dict.fromkeys(tree.xpath("//body//@class", smart_strings=False)))


def _hides(style: str, element: Any, sheets: _Sheets) -> bool:
    said = _declared(style)
    return _is_unseen(said) or (_is_white(said) and sheets.on_white(element))


def _declared(style: str) -> dict[str, str]:
    """The declarations of a style by the name of their property."""
    return {
        name.lower(): value.lower().replace("!important", "").strip()
        for name, value in _DECLARED.findall(_COMMENT.sub("", style) if "/*" in style else style)
    }


def _is_unseen(said: dict[str, str]) -> bool:
    """Whether declarations hide the text of their element on any ground."""
    get = said.get
    placed = get("position") in ("absolute", "fixed")
    clipped = get("overflow") == "hidden" or "max-height" in said
    colour = get("color", "").replace(" ", "")
    return (
        get("display") == "none"
        or get("visibility") in ("hidden", "collapse")
        or get("mso-hide") == "all"
        or _NIL.match(get("opacity", "1")) is not None
        or _TINY.match(get("font-size", "")) is not None
        or _FAR.match(get("text-indent", "")) is not None
        or (placed and any(_FAR.match(get(side, "")) for side in _SIDES))
        or (placed and get("clip", "").replace(" ", "").startswith(("rect(0", "rect(1px,1px")))
        or (clipped and any(_NIL.match(get(side, "")) for side in _EXTENTS))
        or (placed and _CUT.search(get("clip-path", "")) is not None)
        or "line-through" in get("text-decoration", "") + get("text-decoration-line", "")
        or _AWAY.search(get("transform", "").replace(" ", "")) is not None
        or any(_FARTHER.match(get(f"margin-{side}", "")) for side in ("left", "top"))
        or _NOTHING.match(colour) is not None
        or (colour == _ground(said) and "background" in " ".join(said))
    )


def _is_white(said: dict[str, str]) -> bool:
    """Whether declarations set white text and no ground of their own."""
    return said.get("color", "").replace(" ", "") in _WHITE and _ground(said) in _WHITE


def _ground(said: dict[str, str]) -> str:
    """The colour behind the text; white where none is said."""
    return (said.get("background-color") or said.get("background") or "white").replace(" ", "")


class _Sheets:
    """The style sheets within a page: what they hide on every screen, and what they colour.

    ``hidden`` and ``white`` are classes and identities: of text that is not seen, and of white
    text. Rules for some screens or for paper only do not count.
    """

    def __init__(self, tree: Any) -> None:
        hidden: tuple[set[str], set[str]] = (set(), set())
        white: tuple[set[str], set[str]] = (set(), set())
        self._coloured = bool(tree.xpath("boolean(//link[contains(@rel,'stylesheet')])"))
        self._dark = False
        self._paths: dict[str, bool] = {}  # whether each hides
        size = 0
        for sheet in tree.iter("style"):
            text = sheet.text or ""
            size += len(text)
            media = (sheet.get("media") or "all").lower()
            if size > _MOST_STYLES or not ("all" in media or "screen" in media):
                continue
            plain = _NESTED.sub("", _SCREENS.sub(r"\1", _COMMENT.sub("", text)))
            for selectors, declared in _RULE.findall(plain):
                said = _declared(declared)
                unseen, pale = _is_unseen(said), _is_white(said)
                coloured = "background" in declared and _ground(said) not in _WHITE
                self._coloured = self._coloured or coloured
                for selector in selectors.split(",") if unseen or pale or coloured else ():
                    self._dark = self._dark or (coloured and selector.strip() in ("body", "html"))
                    if (unseen or pale) and (match := _SELECTOR.match(selector.strip())):
                        (hidden if unseen else white)[match[2] == "#"].add(match[3])
                    elif unseen and (path := _path(selector)):
                        self._paths[path] = True
                if "display" in said and not unseen:
                    self._paths.update((p, False) for s in selectors.split(",") if (p := _path(s)))
        self.hidden = frozenset(hidden[0]), frozenset(hidden[1])
        self.white = frozenset(white[0]), frozenset(white[1])

    def matched(self, tree: Any, present: frozenset[str]) -> list[Any]:
        """The elements that rules with several names hide; ``present`` are the page's classes."""
        hiding = [
            p for p, unseen in self._paths.items() if unseen and present.issuperset(_names(p))
        ]
        return [element for path in hiding[:_MOST_PATHS] for element in tree.xpath(path)]

    def displayed(self, tree: Any, names: frozenset[str]) -> set[Any]:
        """The elements that rules with several names show although ``names`` hide them."""
        paths = [p for p, unseen in self._paths.items() if not unseen]
        showing = [p for p in paths if not names.isdisjoint(_names(p))]
        return {element for path in showing[:_MOST_PATHS] for element in tree.xpath(path)}

    def on_white(self, element: Any) -> bool:
        """Whether nothing shows that ``element`` lies on a coloured ground."""
        if self._dark:
            return False
        for above in (element, *element.iterancestors()):
            style = above.get("style") or ""
            if above.get("bgcolor") or above.get("background"):
                return False
            if "background" in style and _ground(_declared(style)) not in _WHITE:
                return False
            if self._coloured and above is not element and (above.get("class") or above.get("id")):
                return False
        return True


def _path(selector: str) -> str:
    """The XPath of a selector of several names, ``""`` for one of one name or of another kind.

    >>> _path("div.card > p")
    "//body//div[contains(concat(' ',@class,' '),' card ')]/p"
    >>> _path(".note:hover"), _path(".note")
    ('', '')
    """
    path, step, names = "//body", "//", 0
    for part in selector.replace(">", " > ").split():
        if part == ">":
            step = "/"
            continue
        match = _COMPOUND.match(part)
        if match is None:
            return ""
        path += step + (match[1] or "*")
        for kind, name, value in _PART.findall(match[2]):
            has = f"contains(concat(' ',@class,' '),' {name} ')" if kind == "." else f"@id='{name}'"
            attribute = f"@{name}='{value}'" if value else f"@{name}"
            path += f"[{attribute if kind == '[' else has}]"
        names += (
            bool(match[1]) + match[2].count(".") + match[2].count("#") + 2 * match[2].count("[")
        )
        step = "//"
    return path if names > 1 else ""


def _names(path: str) -> list[str]:
    """The classes in a path of :func:`_path`."""
    return _NAME.findall(path)


def _size(element: Any) -> int:
    """Letters and blanks of the text within, that of scripts left out."""
    programs = sum(len(script.text or "") for script in element.iter("script", "style"))
    return int(element.xpath("string-length(.)")) - programs


def _drop(element: Any) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _replace(element: Any, text: str) -> None:
    """Put ``text`` in the place of an element."""
    if element.getparent() is None:
        return
    element.tail = text + (element.tail or "")
    element.drop_tree()


def _raised(element: Any) -> str:
    """What a raised element reads as. A link in it is one to a note."""
    text = text_of(element)
    linked = element.find(".//a") is not None
    if linked and _MARK.match(text):
        return ""
    return raised(_before(element), text, (element.tail or "")[:4])


def _before(element: Any) -> str:
    """The end of the text before an element within its block."""
    pieces: list[str] = []
    at = element
    while at is not None and at.tag not in _BLOCK and sum(map(len, pieces)) < 40:
        previous = at.getprevious()
        while previous is not None:
            pieces.append(previous.tail or "")
            pieces.append(text_of(previous))
            previous = previous.getprevious()
        at = at.getparent()
        if at is not None:
            pieces.append(at.text or "")
    return "".join(reversed(pieces))[-40:]


def _formula(element: Any) -> str:
    """A formula in MathML as text, where it stands on one line."""
    pieces: list[str] = []
    for part in element.iter():
        name = part.tag.rpartition("}")[2].lower() if isinstance(part.tag, str) else ""
        if name in ("annotation", "annotation-xml"):
            continue
        if name and name not in _SIMPLE_MATH:
            return UNREADABLE
        text = (part.text or "").strip()
        above = part.getparent()
        if above is not None and above.tag == "msup" and above.index(part) == 1:
            power = raised("10", text)
            if not text or power == text:
                return UNREADABLE
            text = power
        pieces.append(text)
    return "".join(pieces)


def _join_capitals(tree: Any) -> None:
    """Let drop capitals, in an element or a picture of their own, join the word they begin."""
    for names in _classes(tree):
        if _CAP.search(names):
            for element in _capitals(tree.xpath(_OF_CLASS, names=names)):
                _merge(element)
    for picture in tree.xpath("//body//img[string-length(@alt)=1]"):
        if (picture.tail or "").lstrip()[:1].islower():
            _replace(picture, picture.get("alt"))


def _capitals(elements: Iterable[Any]) -> list[Any]:
    return [element for element in elements if 0 < len(text_of(element).strip()) <= 2]


def _merge(element: Any) -> None:
    text = text_of(element).strip()
    if element.tag not in _BLOCK:
        element.tail = _run_on(text, element.tail)
        _replace(element, text)
        return
    following = element.getnext()
    if following is not None and not (element.tail or "").strip():
        following.text = text + _run_on(text, following.text)
        _drop(element)


def _run_on(capital: str, rest: str | None) -> str:
    """What follows a drop capital: without a blank unless the letter is a word."""
    return (rest or "") if capital in ("A", "I", "O", "À", "É", "Y") else (rest or "").lstrip()
