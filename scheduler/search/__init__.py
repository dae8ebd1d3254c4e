"""Heuristics: where a search starts, how it moves, what it accepts and when it stops."""
