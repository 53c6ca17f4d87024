"""Names in text: the index over the lexicon, titles with persons, acronyms and institutions."""
