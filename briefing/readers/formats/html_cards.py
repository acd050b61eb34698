"""Other stories, comments and widgets on a page: taken out before the article is looked for.

Extractors find the part of a page with most text; what stands within that part they mostly keep.
Here everything is removed that the markup itself identifies: cards (a linked headline with a line
or two in a box of their own, several alike), blocks named for what they are, and lists under
headings such as "Related stories". Nothing is removed that holds much of the text. On a front page,
which has only cards, all of them stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from lxml import etree

_CARD_WORDS = 90
"""Words of a card with its headline: those of 40 news sites have 10 to 70."""
_CARD_PARTS = 10
"""Elements side by side in a card, at most; a box of more holds several cards."""
_LINK_WORDS = 4
"""Words of a headline in a link; fewer are the name of a section, a person or a button."""
_LINE_WORDS = 30
"""Words of a headline on a line of its own, at most; those of news stories have up to 25."""
_MANY_NAMES = 2
"""Names from which it is quicker to look at all elements that have one than to search for each."""
_MOST = 0.3
"""Share of the words in paragraphs that one named block may hold, unless it holds comments: names
such as "paywall" stand on the box of the whole text, too. What remains has at least this share."""
_LEAST_LEFT = 40
"""Words in paragraphs that must remain; with fewer the page is a front page."""
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BOXES = ("article", "li", "div", "section", "a", "aside", "td")
# Words in the names of blocks (class, id), each between hyphens, underscores or capitals.
_NAMES = frozenset(
    """related recommended recommendation recommendations recirc recirculation teaser teasers
    trending mostread mostpopular popular readmore readnext alsoread morefrom morestories newsletter
    newsletters signup subscribe subscription paywall regwall metering comments commentlist
    disqus respond share sharing sharebar social outbrain taboola advert advertisement advertising
    sponsored sponsor promo promotion promobox cookie cookies consent yarpp jp-relatedposts
    authorbio upsell cta interstitial poll quiz""".split()
)
_PAIRS = frozenset(
    """related-posts related-articles related-stories related-content related-links related-news
    most-read most-popular most-viewed read-more read-next read-also also-read more-stories
    more-news more-from up-next next-story you-may see-also further-reading author-bio about-author
    sign-up opt-in call-to email-signup comment-list comments-area follow-us
    share-buttons""".split()
)
_SPLIT = re.compile(r"[-_\s]+|(?<=[a-z])(?=[A-Z])")
_OTHERS = re.compile(
    r"(?:related(?: (?:stories|articles|posts|news|content|coverage|reading|topics|links?|items))?"
    r"|(?:read|more|see) (?:more|next|also)(?: (?:stories|news|articles))?|also read|read also"
    r"|more (?:on|from|in|about|stories|news|articles|headlines|coverage)\b.{0,40}|up next"
    r"|(?:you (?:may|might) (?:also )?(?:like|be interested in|have missed|enjoy)).{0,20}"
    r"|recommended(?: (?:for you|stories|articles|reading|posts))?"
    r"|editor[’']?s[’']? (?:picks?|choice)|trending(?: now)?"
    r"|(?:most|what[’']s) (?:read|popular|viewed|shared|discussed|trending).{0,20}"
    r"|(?:latest|top|other|in other|breaking) (?:news|stories|headlines|articles|posts)"
    r"|popular(?: (?:now|posts|stories|articles))?|don[’']t miss|must reads?|in case you missed it"
    r"|(?:\d+ )?(?:comments?|responses?|repl(?:y|ies)|reader comments)(?: \(\d+\))?"
    r"|join the (?:conversation|discussion)"
    r"|leave a (?:reply|comment)|post a comment|add a comment|share (?:this|on|via)\b.{0,30}|share"
    r"|(?:sign up|subscribe)\b.{0,60}|(?:our|the) newsletters?|newsletters?|follow us.{0,30}"
    r"|about the author|further reading|see also|external links|sponsored(?: (?:content|links))?"
    r"|around the web|from (?:the web|our partners)|partner content|promoted(?: stories)?"
    r"|mehr zum thema|das könnte sie auch interessieren|lesen sie auch"
    r"|weitere (?:artikel|meldungen)"
    r"|à lire aussi|lire aussi|sur le même sujet|articles (?:liés|similaires)"
    r"|leer también|te puede interesar|noticias relacionadas|más noticias|leia (?:também|mais)"
    r"|leggi anche|potrebbe interessarti|читайте также|по теме"
    r"|похожие (?:новости|статьи))[:.…»›> ]*",
    re.IGNORECASE,
)
_COMMENT = "//*[contains(@itemtype,'schema.org/Comment') or contains(@itemtype,'/UserComments')]"
_PROSE_WORDS = 20
_TEXT = etree.XPath("string()", smart_strings=False)
_LINKED_LINES = "//*[self::p or self::li][a[@href] or */a[@href] or */*/a[@href]]"
# Headings, and lines of at most one element that may stand for one, of a few words.
_SHORT_LINES = (
    "//*[self::h2 or self::h3 or self::h4 or self::h5 or self::h6 or ((self::strong or self::b"
    " or self::p or self::div or self::span) and count(*) < 2 and not(*/*/*/*))]"
    "[string-length(normalize-space(.)) < 120]"
)
_DISTINCT = re.compile(r"^(?:#|javascript:|mailto:|tel:)", re.IGNORECASE)


def without_other_stories(tree: Any) -> None:
    """Take cards, lists of other stories, comments and widgets out of a page, in place."""
    total = _prose(tree)
    if total < _LEAST_LEFT:
        return
    chosen = [*_named(tree, total), *_under_headings(tree), *_cards(tree), *_link_lines(tree)]
    outer = _outermost(chosen)
    least = max(_LEAST_LEFT, _MOST * total)
    if total - sum(map(_prose, outer)) < least:
        outer = _outermost(list(_named(tree, total)))
        if total - sum(map(_prose, outer)) < least:
            return
    for element in outer:
        if element.getparent() is not None:
            element.drop_tree()


def _outermost(elements: list[Any]) -> list[Any]:
    """``elements`` each once, without those within others of them."""
    kept = set(elements)
    return [
        each
        for each in dict.fromkeys(elements)
        if kept.isdisjoint(each.iterancestors()) and each.getparent() is not None
    ]


def _prose(element: Any) -> int:
    """Words in paragraphs within an element."""
    own = [element] if element.tag == "p" else element.iter("p")
    return sum(len(_words(p)) for p in own)


def _words(element: Any) -> list[str]:
    text: str = _TEXT(element)
    return text.split()


def _named(tree: Any, total: int) -> Iterator[Any]:
    """Blocks that are named for what they are, and comments marked as such."""
    yield from tree.xpath(_COMMENT)
    for element in _of_names(tree):
        if element.tag in ("body", "main", "article", "a", "span", "p", "h1", "button", "input"):
            continue
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        if element.find(".//h1") is not None:
            continue
        if "comment" in names.lower() or _prose(element) <= _MOST * total:
            yield element


def _of_names(tree: Any) -> Iterator[Any]:
    """The elements with a name that says that they are no part of the story."""
    for attribute in ("class", "id"):
        values = dict.fromkeys(tree.xpath(f"//body//@{attribute}", smart_strings=False))
        named = set(filter(_is_named, values))
        if len(named) > _MANY_NAMES:
            elements = tree.xpath(f"//body//*[@{attribute}]")
            yield from (e for e in elements if e.get(attribute) in named)
        else:
            for names in sorted(named):
                yield from tree.xpath(f"//body//*[@{attribute}=$names]", names=names)


def _is_named(names: str) -> bool:
    for name in names.split():
        parts = [part.lower() for part in _SPLIT.split(name) if part]
        if not parts or parts[0] in ("has", "no", "with", "is", "not", "js", "single", "post"):
            continue
        if parts[0] == "widget" or not _NAMES.isdisjoint((parts[0], parts[-1])):
            return True
        if any("-".join(pair) in _PAIRS for pair in pairwise(parts)):
            return True
    return False


def _under_headings(tree: Any) -> Iterator[Any]:
    """Headings that announce other stories, and what follows them up to the next heading."""
    for heading in tree.xpath(_SHORT_LINES):
        words = _words(heading)
        if not 0 < len(words) < 9 or not _OTHERS.fullmatch(" ".join(words)):
            continue
        top = heading
        while top.getparent() is not None and len(_words(top.getparent())) == len(words):
            top = top.getparent()
        listed = _followers(top)
        if listed or top.tag in _HEADINGS:
            yield top
            yield from listed


def _followers(heading: Any) -> list[Any]:
    """The lists, cards and links right after a heading."""
    followers: list[Any] = []
    for element in heading.itersiblings():
        if not isinstance(element.tag, str):
            continue
        if element.tag in _HEADINGS and not _is_link(element):
            break
        words = len(_words(element))
        if element.tag in ("p", "div") and words >= _PROSE_WORDS and _linked(element) * 3 < words:
            break
        if words:
            followers.append(element)
    return followers


def _link_lines(tree: Any) -> Iterator[Any]:
    """Paragraphs and list items that are a link and nothing else: headlines of other stories."""
    for line in tree.xpath(_LINKED_LINES):
        words = _words(line)
        if (
            _LINK_WORDS <= len(words) <= _LINE_WORDS
            and words[-1][-1] not in ".!:;"
            and _is_link(line)
        ):
            yield line


def _is_link(element: Any) -> bool:
    words = len(_words(element))
    return words > 0 and _linked(element) >= 0.8 * words


def _linked(element: Any) -> int:
    """Words in links within an element."""
    return sum(len(_words(link)) for link in element.iter("a") if link.get("href"))


def _cards(tree: Any) -> Iterator[Any]:
    """Boxes with a linked headline and little else, that stand with others of their kind."""
    boxes: dict[Any, list[Any]] = {}
    pictures = {a.get("href"): a for a in tree.iter("a") if a.find(".//img") is not None}
    for link in tree.iter("a"):
        if _DISTINCT.match(link.get("href") or "#"):
            continue
        box = _card(link)
        picture = pictures.get(link.get("href"))
        if box is None and picture is not None and picture is not link:
            box = _pictured(link, picture)
        if box is not None:
            boxes.setdefault(box.getparent(), []).append(box)
    for parent, cards in boxes.items():
        distinct = list(dict.fromkeys(cards))
        alone = distinct[0].tag in ("article", "aside") or parent.tag in ("aside",)
        if len(distinct) > 1 or (alone and _before(distinct[0])):
            yield from distinct


def _before(card: Any) -> bool:
    """Whether an article element, or a first heading, stands on the page outside the card."""
    root = card.getroottree()
    return any(card not in e.iterancestors() and e is not card for e in root.iter("h1"))


def _card(link: Any) -> Any:
    """The box of the story to which ``link`` leads, ``None`` where it is in running text."""
    headline = link
    while headline is not None and headline.tag not in _HEADINGS and headline.tag in _INLINE:
        headline = headline.getparent()
    inner = next(link.iter("h2", "h3", "h4", "h5", "p", "div"), None) if len(link) else None
    titled = headline is not None and headline.tag in _HEADINGS and headline.tag != "h1"
    if inner is None and not (titled and _is_link(headline)):
        return None
    if len(_words(link)) < _LINK_WORDS - 2:
        return None
    box = link if inner is not None else headline
    if inner is not None and len(_words(link)) > _CARD_WORDS:
        return None
    best = link if inner is not None else None
    while True:
        above = box.getparent()
        if above is None or above.tag not in _BOXES or len(above) > _CARD_PARTS:
            break
        if above.find(".//h1") is not None:
            break
        if len(_words(above)) > _CARD_WORDS or _headlines(above) > 1:
            break
        box = best = above
    return best


def _pictured(link: Any, picture: Any) -> Any:
    """The box of a headline whose story the picture beside it leads to as well, or ``None``."""
    if len(_words(link)) < _LINK_WORDS - 2:
        return None
    box = link
    while picture is not box and picture not in box.iter("a"):
        box = box.getparent()
        if box is None or len(box) > _CARD_PARTS or len(_words(box)) > _CARD_WORDS:
            return None
    while True:
        above = box.getparent()
        if above is None or above.tag not in _BOXES or len(above) > _CARD_PARTS:
            return box
        if (
            len(_words(above)) > _CARD_WORDS
            or _pictures(above) > 1
            or above.find(".//h1") is not None
        ):
            return box
        box = above


def _pictures(element: Any) -> int:
    """How many different pages the pictures within an element lead to."""
    return len({a.get("href") for a in element.iter("a") if a.find(".//img") is not None})


_INLINE = frozenset("a span strong b em i font".split())


def _headlines(element: Any) -> int:
    """How many different stories the headings within an element lead to."""
    targets = set()
    for link in element.iter("a"):
        href = link.get("href") or "#"
        if _DISTINCT.match(href) or len(_words(link)) < _LINK_WORDS - 2:
            continue
        targets.add(href)
    return len(targets)
