"""Bytes → Document: text, title, dateline, publisher, places. One file = one input format.

A format is a module with NAME, SUFFIXES, `sniff(data)` and `read(data, source)`; a container has
`stream(lines, source)` as well, and a format that any legible text fits has FALLBACK. Discovery finds it.
"""

from verbale.documents.reading import load, make

__all__ = ["load", "make"]
