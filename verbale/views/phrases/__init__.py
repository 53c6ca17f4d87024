"""Set phrases in a register: how often, by whom, since when, and where they have gone silent."""
