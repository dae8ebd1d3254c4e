"""Tests of `scheduler/text`."""
