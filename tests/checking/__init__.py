"""Tests of `scheduler/checking`."""
