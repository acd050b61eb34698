"""XML from untrusted sources: no entity is resolved, nothing is fetched."""

from __future__ import annotations

from typing import Any

Element = Any
"""An lxml element (lxml ships no types)."""


class XmlError(Exception):
    """XML that is not read; the message is a reason in a few words."""


def parse_xml(data: bytes) -> Element:
    """The root element of ``data``.

    Raises :class:`XmlError` for what is not well-formed or declares a document type.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise XmlError(f"is not well-formed XML ({' '.join(str(error.msg).split())})") from error
    if root.getroottree().docinfo.doctype:
        raise XmlError("declares a document type, which Word never writes")
    return root
