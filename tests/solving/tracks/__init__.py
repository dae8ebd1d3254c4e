"""Tests of `scheduler/solving` and of the model it solves."""
