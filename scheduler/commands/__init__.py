"""The commands of netday, a file each, named in main.py; and what they share: options, output, progress.

A command reads, calls one verb, prints, and chooses an exit code. It imports what it needs when it is called, so that
help comes at once and only the commands that solve know the solver.
"""
