"""The desk in a browser, the twin of the console and its commands: pages from the server, one plain script, events."""
