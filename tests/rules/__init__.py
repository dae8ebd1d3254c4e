"""Tests of `scheduler/rules`: most of them hold every rule of the book."""
