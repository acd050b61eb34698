"""A house template without tags: our default body goes in, set in the house's own styles.

Styles are matched by name (Title, Date, Bottom Line, heading 2, List Bullet, Source, …); those the
house does not have are added from the default template, with their bases and list definitions.
"""

from __future__ import annotations

import copy

from briefing.docx.package import WORD_TYPE, Element, Package, W, child, parse, serialise, value

_REFERENCES = ("basedOn", "next", "link")
# What comes after the columns in section properties (ECMA-376 Part 1, 17.6.17).
_AFTER_COLUMNS = tuple(
    W + name
    for name in "formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid "
    "printerSettings sectPrChange".split()
)


def adopt_template(package: Package, root: Element, ours: Package) -> None:
    """Put the body of the package ``ours`` into ``root``, the document of ``package``."""
    body = child(root, "body")
    default = child(ours.xml(ours.main), "body")
    house = next(body.iter(W + "sectPr"), None)  # the first section's, if there are several
    last = child(default, "sectPr")
    mapping = _Import(package, ours).run()
    package.drop("stylesWithEffects")  # a second copy of the styles that Word 2010 wrote
    for element in list(body):
        body.remove(element)
    for element in default:
        if element.tag == W + "sectPr":
            continue
        added = copy.deepcopy(element)
        for holder in added.iter(W + "pStyle", W + "rStyle", W + "tblStyle"):
            key = value(holder)
            holder.set(W + "val", mapping.get(key, key))
        body.append(added)
    _set_pages(body, house, last)
    package.parts[package.main] = serialise(root)


def _set_pages(body: Element, first: Element, last: Element) -> None:
    """Give every section of ``body`` the house's page, ``first``, and keep our columns.

    ``last`` are the properties of our last section.
    """
    house = body.makeelement(W + "sectPr") if first is None else first
    inner = list(body.iter(W + "sectPr"))
    for place, ours in enumerate(inner):
        ours.getparent().replace(ours, _page(house, ours, first=place == 0))
    body.append(_page(house, last, first=not inner))


def _page(house: Element, ours: Element, *, first: bool) -> Element:
    """The house's section properties with the columns and the kind of section of ``ours``."""
    made = copy.deepcopy(house)
    kind = value(child(ours, "type"))
    for name in ("type", "cols", *(() if first else ("headerReference", "footerReference"))):
        for element in made.findall(W + name):
            made.remove(element)
    references = [e for e in made if e.tag in (W + "headerReference", W + "footerReference")]
    if kind:
        made.insert(len(references), made.makeelement(W + "type", {W + "val": kind}))
    cols = child(ours, "cols")
    if cols is not None:
        after = [e for e in made if e.tag in _AFTER_COLUMNS]
        made.insert(made.index(after[0]) if after else len(made), copy.deepcopy(cols))
    return made


class _Import:
    """Adds what is missing of the styles of ``ours`` to ``package``."""

    def __init__(self, package: Package, ours: Package) -> None:
        self.package = package
        self.styles_part = package.related(package.main, "styles") or ""
        self.styles = package.xml(self.styles_part)
        if self.styles is None:
            self.styles_part = _add_part(package, "styles")
            self.styles = parse(b'<w:styles xmlns:w="%s"/>' % W[1:-1].encode(), "styles")
        self.our_styles = ours.xml(ours.related(ours.main, "styles"))
        self.our_numbering = ours.xml(ours.related(ours.main, "numbering"))
        self.theirs = {
            (value(s, "type"), _name(s)): value(s, "styleId") for s in self.styles.iter(W + "style")
        }
        self.taken = set(self.theirs.values())

    def run(self) -> dict[str, str]:
        """Add the missing styles; our style ids mapped to those now in force."""
        mapping: dict[str, str] = {}
        added: list[Element] = []
        for style in self.our_styles.iter(W + "style"):
            key, name = value(style, "styleId"), _name(style)
            known = self.theirs.get((value(style, "type"), name))
            if known is None:
                known = key if key not in self.taken else f"Briefing{key}"
                new = copy.deepcopy(style)
                new.set(W + "styleId", known)
                new.attrib.pop(W + "default", None)
                self.styles.append(new)
                added.append(new)
            elif name == "list bullet":
                self._ensure_bullet(known, style, added)
            mapping[key] = known
        for style in added:
            for tag in _REFERENCES:
                holder = child(style, tag)
                if holder is not None:
                    holder.set(W + "val", mapping.get(value(holder), value(holder)))
        self._numbering(added)
        self.package.parts[self.styles_part] = serialise(self.styles)
        return mapping

    def _ensure_bullet(self, key: str, ours: Element, added: list[Element]) -> None:
        """A house List Bullet that has no bullet gets ours; indents come with it."""
        for style in self.styles.iter(W + "style"):
            if value(style, "styleId") == key and child(style, "pPr", "numPr") is None:
                ppr = child(style, "pPr")
                if ppr is None:
                    ppr = style.makeelement(W + "pPr")
                    rpr = child(style, "rPr")
                    style.append(ppr) if rpr is None else rpr.addprevious(ppr)
                ppr.insert(0, copy.deepcopy(child(ours, "pPr", "numPr")))
                added.append(style)

    def _numbering(self, added: list[Element]) -> None:
        """Copy the list definitions that the added styles refer to, under free numbers."""
        part = self.package.related(self.package.main, "numbering")
        root = self.package.xml(part)
        if root is None:
            part = _add_part(self.package, "numbering")
            root = parse(b'<w:numbering xmlns:w="%s"/>' % W[1:-1].encode(), "numbering")
        abstracts = [int(value(a, "abstractNumId", "0")) for a in root.iter(W + "abstractNum")]
        nums = [int(value(n, "numId", "0")) for n in root.iter(W + "num")]
        free_abstract, free_num = max(abstracts, default=-1) + 1, max(nums, default=0) + 1
        for style in added:
            holder = child(style, "pPr", "numPr", "numId")
            if holder is None:
                continue
            self._copy_list(root, value(holder), value(style, "styleId"), free_abstract, free_num)
            holder.set(W + "val", str(free_num))
            free_abstract, free_num = free_abstract + 1, free_num + 1
        self.package.parts[str(part)] = serialise(root)

    def _copy_list(self, root: Element, num: str, style: str, abstract: int, new: int) -> None:
        source = next(n for n in self.our_numbering.iter(W + "num") if value(n, "numId") == num)
        wanted = value(child(source, "abstractNumId"))
        for definition in self.our_numbering.iter(W + "abstractNum"):
            if value(definition, "abstractNumId") == wanted:
                made = copy.deepcopy(definition)
                made.set(W + "abstractNumId", str(abstract))
                for link in made.iter(W + "pStyle"):
                    link.set(W + "val", style)
                existing = root.findall(W + "abstractNum")
                root.insert(root.index(existing[-1]) + 1 if existing else 0, made)
        number = root.makeelement(W + "num", {W + "numId": str(new)})
        number.append(root.makeelement(W + "abstractNumId", {W + "val": str(abstract)}))
        existing = root.findall(W + "num") or root.findall(W + "abstractNum")
        root.insert(root.index(existing[-1]) + 1, number)


def _name(style: Element) -> str:
    return value(child(style, "name")).lower()


def _add_part(package: Package, kind: str) -> str:
    """Make room for a part ``word/KIND.xml`` related to the document; its name."""
    return package.add_part(f"word/{kind}.xml", kind, f"{WORD_TYPE}.{kind}+xml")
