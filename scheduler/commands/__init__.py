"""The commands, one file each, and what they share: how they speak, and the arguments that several take.

A command reads, calls one verb, prints, and chooses an exit code. It imports what it needs when it is called, so that
help comes at once and only the commands that solve know the solver.
"""
