"""Tests of `scheduler/publishing`."""
