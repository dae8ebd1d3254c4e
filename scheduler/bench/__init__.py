"""How fast it all is on this machine: days solved, questions answered, forms written, calendars made. Figures only."""
