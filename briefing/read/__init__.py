"""Sources in, articles out: one module per format, one canonical text for all of them."""

from briefing.read.formats import READERS
from briefing.read.loading import load, read
from briefing.read.options import ReadOptions, Ref
from briefing.read.sources import expand
from briefing.read.text import make_article

__all__ = ["READERS", "ReadOptions", "Ref", "expand", "load", "make_article", "read"]
