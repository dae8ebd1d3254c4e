"""Tests of `scheduler/console`."""
