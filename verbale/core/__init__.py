"""The frozen types that pass between stages, their ids, and the discovery of rules."""
