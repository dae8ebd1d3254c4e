"""Several days of one network: what each group and person lost on them, what the next day owes them, and the year."""

from scheduler.questions.season.losses import GroupLoss, HeldDay, PersonLoss, Season, season
from scheduler.questions.season.year_remarks import year

__all__ = ["GroupLoss", "HeldDay", "PersonLoss", "Season", "season", "year"]
