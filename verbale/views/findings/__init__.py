"""Findings in the forms people and programs take them; a form is a file with `FORM` and `lines(report)`."""
