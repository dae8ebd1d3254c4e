"""One claim per test; `conferences` draws days and lists all their programmes, `small` writes them in a few words."""
