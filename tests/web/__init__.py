"""The desk in a browser, asked without one: its guard, its pages, its events."""
