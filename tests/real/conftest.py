"""What stands in `readers` runs in other Pythons and in Node, and is no test."""

collect_ignore = ["readers", "node_modules"]
