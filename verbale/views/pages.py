"""The templates of pages: everything they show is escaped, and a name they do not know is an error."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from verbale.views.wording import clean


def template(name: str) -> Template:
    """The template of this file name. Raises jinja2's TemplateNotFound where there is none."""
    return _pages().get_template(name)


@cache
def _pages() -> Environment:
    loader = PackageLoader("verbale.views", "templates")
    pages = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    pages.filters["clean"] = clean
    return pages
