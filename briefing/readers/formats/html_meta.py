"""The metadata of a page: title, outlet, author, date, language and categories.

Trafilatura finds most of it. Here the name of the site goes from the title, the site gets its own
name where the page states one, and the day is the one that readers of the outlet saw.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date as Date
from typing import Any
from urllib.parse import urlsplit

from briefing.readers.metadata import parse_date
from briefing.readers.options import Hints

_SEPARATOR = re.compile(r"\s+[|\-–—·•»:/~]{1,2}\s+|\s*\|\s*|:\s+(?=[A-Z])")
_LAST_SEPARATOR = re.compile(r"(?:\s+[|\-–—·•»:/~]{1,2}\s+|\s*\|\s*)(?=[^|]*$)")
_LOOSE = re.compile(r"[\W_]+")
_MOST_NAME_WORDS = 6
"""Words of the name of an outlet behind a title; the longest of 60 outlets have five."""
_FEWEST_SHARED = 0.3
"""Share of the words of a heading that the title of its page has too; one with fewer is the
heading of something else on the page."""
_MOST_DATA = 500_000
"""Characters of one script of data; those of articles have up to 50,000."""
_ARTICLES = ("article", "posting", "report", "webpage", "review")
_GENERIC = frozenset("home homepage index website blog wordpress news untitled null none".split())
_ARCHIVES = frozenset(("blog archive", "archive", "archives"))
_SECTIONS = (
    "Blog Archive", "Новости", "Жаңалықтар", "뉴스",
    "News", "World", "World News", "Latest News", "Breaking News", "Business", "Business News",
    "Politics", "Economy", "Opinion", "Local News", "National", "International", "Technology",
)  # fmt: skip
_URL_DAY = re.compile(r"/((?:19|20)\d\d)[/-]([01]?\d)[/-]([0-3]?\d)(?=\D|$)")
_PUBLISHED = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//meta[@name='parsely-pub-date']/@content",
    "//meta[@name='DC.date.issued']/@content",
    "//time[@pubdate]/@datetime",
)
_UTC = re.compile(r"\d[T ]\d\d:?\d\d(?::?\d\d(?:\.\d+)?)?\s?(?:Z|[+-]00:?00|UTC|GMT)$")
_ZONED = re.compile(r"(\d{4}-\d\d-\d\d)[T ]\d\d:?\d\d(?::?\d\d(?:\.\d+)?)?\s?[+-](?!00)\d\d:?\d\d$")
_SHOWN = "//body//time[not(ancestor::aside or ancestor::nav or ancestor::footer)]"


def hints(tree: Any, page: Any, url: str) -> Hints:
    """The metadata of ``page``, trafilatura's of ``tree``, which may be ``None``."""
    language = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    data = sorted(_data(tree), key=_is_frame)
    address = url or (page.url if page is not None else "") or _first(tree, _CANONICAL)
    outlet = _outlet(tree, page, data, address)
    return Hints(
        title=_title(tree, page, outlet, address),
        outlet=outlet,
        author=(page.author or "") if page is not None else "",
        date=_date(tree, data, (page.date or "") if page is not None else "", address),
        language=language,
        url=address,
        categories=_categories(tree, page, data) if page is not None else "",
    )


_CANONICAL = "//link[@rel='canonical']/@href"


def _first(tree: Any, path: str) -> str:
    nodes = tree.xpath(path)
    return " ".join(str(nodes[0]).split()) if nodes else ""


def _meta(tree: Any, *names: str) -> str:
    for name in names:
        if value := _first(tree, f"//meta[@property='{name}' or @name='{name}']/@content"):
            return value
    return ""


def _data(tree: Any) -> Iterator[dict[str, Any]]:
    """The objects of the page's JSON-LD that describe an article."""
    for script in tree.xpath("//script[@type='application/ld+json']"):
        text = script.text or ""
        if len(text) > _MOST_DATA:
            continue
        try:
            stack = [json.loads(text, strict=False)]
        except (ValueError, RecursionError):
            continue
        while stack:
            item = stack.pop()
            if isinstance(item, list):
                stack.extend(reversed(item))
            elif isinstance(item, dict):
                stack.extend(v for k in ("mainEntity", "@graph") if (v := item.get(k)))
                if str(item.get("@type") or "").lower().strip("[]' ").endswith(_ARTICLES):
                    yield item


def _is_frame(item: dict[str, Any]) -> bool:
    """Whether it describes the page rather than the article on it."""
    return str(item.get("@type")).lower().endswith("webpage")


def _outlet(tree: Any, page: Any, data: list[dict[str, Any]], url: str) -> str:
    """The name of the site: as it states it, else behind the title, else its short domain."""
    host = _host(url)
    stated = (
        _meta(tree, "og:site_name"),
        *(_named(item.get("publisher")) for item in data),
        (page.sitename or "") if page is not None else "",
        _meta(tree, "application-name", "apple-mobile-web-app-title", "publisher", "dc.publisher"),
        _behind_heading(tree),
    )
    names = [name for each in stated if (name := _name(each))]
    return next((name for name in names if not _is_host(name)), names[0] if names else host)


def _named(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    name = value.get("name") if isinstance(value, dict) else value
    return name if isinstance(name, str) else ""


def _name(text: str) -> str:
    """A name without a slogan behind it, ``""`` where it is an address, a handle or no name."""
    name = " ".join(text.split())
    if name.startswith(("http://", "https://")):
        return _host(name)
    first = _SEPARATOR.split(name)[0]
    if len(name.split()) > _MOST_NAME_WORDS and first:
        name = first
    bad = name.startswith("@") or name.casefold() in _GENERIC or not any(map(str.isalpha, name))
    return "" if bad or len(name.split()) > 2 * _MOST_NAME_WORDS else name


def _is_host(name: str) -> bool:
    return " " not in name and re.fullmatch(r"[\w-]+(?:\.[\w-]+)+", name) is not None


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.").removeprefix("m.")


def _behind_heading(tree: Any) -> str:
    """What the title of the page has behind its first heading: the name of the site, mostly."""
    whole = _document_title(tree)
    parts = _SEPARATOR.split(whole)
    if len(parts) > 2 and parts[1].casefold() in _ARCHIVES:  # "The Reel » Blog Archive » A film"
        return parts[0]
    for heading in (*_headings(tree), _meta(tree, "og:title")):
        if (
            heading
            and whole.startswith(heading)
            and (match := _LAST_SEPARATOR.search(whole, len(heading)))
        ):
            name = _SEPARATOR.split(whole[match.end() :])[-1]
            if name[:1].isalpha() and ")" not in name and len(name.split()) <= _MOST_NAME_WORDS:
                return name
    return ""


def _document_title(tree: Any) -> str:
    return " ".join((tree.findtext(".//head/title") or tree.findtext(".//title") or "").split())


def _headings(tree: Any) -> list[str]:
    texts = (" ".join("".join(h.itertext()).split()) for h in tree.iter("h1"))
    return [text for text in texts if len(text.split()) > 1]


def _title(tree: Any, page: Any, outlet: str, url: str) -> str:
    """The headline: what trafilatura takes for it, unless it is that of something else."""
    names = [name for name in (outlet, _host(url), _host(url).partition(".")[0]) if name]
    if page is not None and page.sitename:
        names.append(page.sitename)
    names += [*_SECTIONS, _meta(tree, "article:section")]
    document = _bare(_document_title(tree), names)
    shared = _bare(_meta(tree, "og:title", "twitter:title"), names)
    given = _bare(page.title or "" if page is not None else "", names)
    headings = [_bare(heading, names) for heading in _headings(tree)]
    known = [title for title in (shared, document) if len(title.split()) > 1]
    if not known or (given and any(_share(given, title) >= _FEWEST_SHARED for title in known)):
        return given or document
    better = next((h for h in headings if any(_share(h, k) >= 0.5 for k in known)), "")
    return better or known[0]


def _share(heading: str, title: str) -> float:
    words = set(_LOOSE.sub(" ", heading.casefold()).split())
    others = set(_LOOSE.sub(" ", title.casefold()).split())
    return len(words & others) / max(1, min(len(words), len(others)))


def _bare(title: str, names: list[str]) -> str:
    """``title`` without the name of the site, with what stands beyond it, at either end.

    >>> _bare("Port opens - The Bay Post", ["Bay Post"])
    'Port opens'
    """
    title = " ".join(title.split())
    for _ in range(3):
        parts = list(_SEPARATOR.finditer(title))
        if not parts:
            break
        first, last = parts[0], parts[-1]
        head, tail = title[: first.start()], title[last.end() :]
        if len(title[: last.start()].split()) > 1 and _is_site(tail, names):
            title = title[: last.start()]
        elif len(title[first.end() :].split()) > 1 and _is_site(head, names):
            title = title[first.end() :]
        else:
            break
    return title


def _is_site(part: str, names: list[str]) -> bool:
    loose = _squeezed(part)
    if not loose or len(part.split()) > _MOST_NAME_WORDS:
        return False
    for name in map(_squeezed, names):
        if loose == name or (len(name) > 3 and len(loose) > 3 and _one_in_other(loose, name)):
            return True
    return False


def _one_in_other(a: str, b: str) -> bool:
    """Whether one begins or ends with the other, which is at least half of it."""
    short, long = sorted((a, b), key=len)
    return 2 * len(short) >= len(long) and (long.startswith(short) or long.endswith(short))


def _squeezed(text: str) -> str:
    return _LOOSE.sub("", text.casefold()).removeprefix("the")


def _date(tree: Any, data: list[dict[str, Any]], guessed: str, url: str) -> str:
    """The day of publication in the outlet's own zone.

    Pages state it in the zone of their server or in universal time. A date with a zone counts as
    it is written; one in universal time gives way to the day in the address or on the page where
    it is the one before or after.
    """
    stated = [str(item["datePublished"]) for item in data if item.get("datePublished")]
    for path in _PUBLISHED:
        stated += [str(value) for value in tree.xpath(path)[:1]]
    stated = [value.strip() for value in stated]
    zoned = next((match[1] for value in stated if (match := _ZONED.match(value))), "")
    own = zoned or next((day for value in stated if (day := parse_date(value))), "")
    day = own or guessed
    if not day or zoned:
        return day
    if any(_UTC.search(value) for value in stated):
        for near in _seen_days(tree, url):
            if abs((Date.fromisoformat(near) - Date.fromisoformat(day)).days) == 1:
                return near
    return day


def _seen_days(tree: Any, url: str) -> Iterator[str]:
    """The day in the address of the page, then those that its first marked times show."""
    match = _URL_DAY.search(url)
    written = [f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}"] if match else []
    written += ["".join(element.itertext()) for element in tree.xpath(_SHOWN)[:2]]
    yield from filter(None, map(parse_date, written))


_FILED = (
    "//meta[@property='article:section']/@content",
    "//*[@itemprop='articleSection']",
    "//meta[@name='news_keywords' or @itemprop='keywords']/@content",
    "//meta[@property='article:tag']/@content",
)


def _categories(tree: Any, page: Any, data: list[dict[str, Any]]) -> str:
    """The page's own categories, one per line: its section, then its keywords. They come from its
    head, from JSON-LD and from schema.org attributes."""
    names: list[str] = []
    for path in _FILED:
        for node in tree.xpath(path):
            text = node if isinstance(node, str) else node.get("content") or node.text_content()
            names += str(text).split(",")
    for item in data:
        names += _terms([item.get(key) for key in ("articleSection", "keywords", "about")])
    for value in (*(page.categories or ()), *(page.tags or ())):
        names += str(value).split(",")
    return "\n".join(dict.fromkeys(filter(None, (" ".join(name.split()) for name in names))))


def _terms(value: Any, depth: int = 0) -> list[str]:
    """The names and codes of terms of JSON-LD: texts, lists and objects of these."""
    if isinstance(value, str):
        return value.split(",")
    if isinstance(value, dict):
        value = [value.get(key) for key in ("name", "termCode")]
    elif not isinstance(value, list):
        return []
    return [] if depth > _DEEPEST else [n for part in value for n in _terms(part, depth + 1)]


_DEEPEST = 4
"""Levels of lists and objects within a list of terms that are read."""
