"""Heuristics from which solving starts; and for all who search: their time, their progress and when they stop."""
