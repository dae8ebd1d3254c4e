"""A file for each page of the desk: its routes, and what its template shows."""
