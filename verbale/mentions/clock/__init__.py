"""Time expressions, in the order they are read.

`vocabulary` and `tokens` turn a line into classed tokens, `cascade` reduces them by the rules of `dates`, `recurring`,
`relative`, `parts` and `ranges` to expressions (`meaning`), `tense` says which way an undated one lies, and `resolve`
lays it on the calendar (`lay`, `counted`, `feasts`, `period`, `edtf`).
"""
