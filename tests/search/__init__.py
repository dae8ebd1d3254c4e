"""Tests of `scheduler/search`."""
