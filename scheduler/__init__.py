"""netday: describe a network day, get a programme that is proven best, and publish it.

Nothing is imported here: `import scheduler` must stay cheap, and `netday check` must work without a solver.
"""

__version__ = "0.1.0"
