"""The parts of a mail body: lines, threads, courtesies, newsletter items."""
