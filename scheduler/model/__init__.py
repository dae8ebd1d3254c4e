"""The decisions as CP-SAT variables, and the words in which rules speak of them. Knows no rule."""

from scheduler.model.logic import Amount, Literal
from scheduler.model.model import Model

__all__ = ["Amount", "Literal", "Model"]
