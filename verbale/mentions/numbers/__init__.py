"""Numbers in text: numerals, their units and currencies, bounds, rates, counted nouns and joined numbers."""
