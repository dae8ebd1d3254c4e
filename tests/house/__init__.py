"""The project as a whole: the drawing of the house, the pages, the example days, what is installed."""
