"""Tests of `scheduler/solving/columns`."""
