"""Dated reference facts with their sources: memberships, foundings, relations, summits, offices, epochs."""

from __future__ import annotations

from verbale.facts.fact import LEVELS, Fact
from verbale.facts.store import Facts
from verbale.facts.tables import load

__all__ = ["LEVELS", "Fact", "Facts", "load"]
