"""Readings as one self-contained page: each text with its records marked, what was refused, and findings beside it."""
