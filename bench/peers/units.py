"""Names that peers give to units, as the codes that verbale uses: ISO 4217 for money, symbols for the rest."""

from __future__ import annotations

CODES = {
    "dollar": "USD", "$": "USD", "united states dollar": "USD", "euro": "EUR", "pound": "GBP", "british pound": "GBP",
    "pound sterling": "GBP", "£": "GBP", "€": "EUR", "chinese yuan": "CNY", "renminbi": "CNY", "yuan": "CNY",
    "japanese yen": "JPY", "yen": "JPY", "¥": "JPY", "hong kong dollar": "HKD", "percentage": "%", "percent": "%",
    "percentage point": "pp",
    "kilometer": "km", "kilometre": "km", "ton": "t", "tonne": "t", "metric ton": "t", "square kilometer": "km2",
    "square kilometre": "km2", "barrel": "bbl", "hectare": "ha", "megawatt": "MW", "indian rupee": "INR", "inr": "INR",
}  # fmt: skip


def code(name: str | None, iso: str | None = None) -> str | None:
    """The code of a unit; a name that is not listed stays as it is, in lower case."""
    if iso or not name:
        return iso or None
    return CODES.get(name.casefold(), name.casefold())
