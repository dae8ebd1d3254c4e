"""The search of a day of tracks: from one programme to a better one, a few tracks at a time."""
