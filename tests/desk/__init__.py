"""Tests of `scheduler/desk`."""
