"""Two texts held against each other: two readouts of one meeting, or two years of one communiqué.

Which of the two it is, is chosen by `choosing`; `readouts` and `redline` say how each is made.
"""
