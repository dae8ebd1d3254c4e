"""Tests of `scheduler/questions`."""
