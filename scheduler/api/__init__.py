"""What programs can ask of netday, the twin of the commands; scheduler/__init__.py lists the names."""
