"""What the register holds in the forms that other programs read: a file for each form, found by its name `FORM`.

A form has `FORM`, `SUFFIX` (of its file; empty where it is a folder of tables), `TABLES` (what its codebook explains),
`NEEDS` (packages it is written with) and `write(collection, where)`. `INSIDE` is true where the codebook is part of it.
"""
