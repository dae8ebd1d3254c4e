"""Tests of `scheduler/files`."""
