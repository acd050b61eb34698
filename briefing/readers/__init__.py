"""Sources in, articles out: one module per format, one canonical text for all of them."""

from briefing.readers.article import make_article
from briefing.readers.load import load, read
from briefing.readers.locate import expand
from briefing.readers.options import ReadOptions, Ref
from briefing.readers.registry import READERS

__all__ = ["READERS", "ReadOptions", "Ref", "expand", "load", "make_article", "read"]
