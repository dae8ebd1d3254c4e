"""What a terminal shows of every answer. A web front end would be a room beside this one, on the same data."""
