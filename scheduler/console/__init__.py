"""What a terminal shows: reports, grids, lists, answers to questions, and searches under way."""
