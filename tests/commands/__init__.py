"""Tests of `scheduler/commands`: what is printed and written, and exit codes."""
