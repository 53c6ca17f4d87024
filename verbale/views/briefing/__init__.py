"""The parts of a brief: what belongs on it, in which words, and the forms it leaves in."""
