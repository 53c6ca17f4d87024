"""The commands of the command line: a file for each, found by its function `add`."""
