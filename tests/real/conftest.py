"""What stands in `readers` runs in other Pythons and in Node, and is no test."""

from playwright.sync_api import expect

collect_ignore = ["readers", "node_modules"]
expect.set_options(timeout=30_000)  # milliseconds: what a page is to show comes at last, also on a busy machine
