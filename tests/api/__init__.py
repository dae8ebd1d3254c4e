"""Tests of the Python API, `import scheduler as netday`."""
