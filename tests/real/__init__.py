"""Tests with programs beyond Python's packages, run by `make test-real` alone. A missing program is a failure."""
