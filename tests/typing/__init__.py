"""What type checkers make of the Python API: these files are checked, not run."""
