"""Tests of `scheduler/bench`."""
