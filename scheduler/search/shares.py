"""How the time of each search and of each question is divided: one table, in the order in which it is spent.

A share is a part of the time that is left when it is asked for, unless the line says otherwise. The numbers were chosen
by measuring (`netday bench`, `netday bench questions`); what one part does not use, the next ones have.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf


@dataclass(frozen=True)
class TimeShare:
    """A part of some time, between so many seconds at the least and at the most; the most counts for more."""

    part: float
    least: float = 0.0
    most: float = inf

    def of(self, seconds: float) -> float:
        return min(self.most, max(self.least, self.part * seconds))


# -- solve ------------------------------------------------------------------------------------------------------------
BUILDING = TimeShare(0.9)  # making the model; the rest is for a programme made by hand
FIRST_MOVES = (
    TimeShare(0.5),
    TimeShare(0.25),
    TimeShare(0.25),
)  # each turn of letting more sessions move out of the way
EXCHANGES = TimeShare(0.75)  # of a large day in rounds: exchanges; the rest is for a bound and the check
BOUND_OF_WISHES = TimeShare(0.8, most=120.0)  # of what that leaves
ANNEALING = TimeShare(0.7)  # making the programme better that the search of a large day begins at
BEFORE_COLUMNS = TimeShare(0.05)  # the same where columns will prove more than that search does
EARLIER_TIER = TimeShare(0.7)  # a tier that has others after it
CONFLICT = TimeShare(1.0, least=5.0)  # why the day is impossible: worth a few seconds more than there were

# -- one minimum (`solving.minimize`): of the time of that minimum ----------------------------------------------------
HINT = TimeShare(0.5, most=3.0)  # seeing what the programme comes to at which the search begins
ANY_PROGRAMME = TimeShare(0.4, most=20.0)  # some programme of a large model for which there is no start
ONE_WORKER = TimeShare(0.3, most=6.0)  # the search by one worker with everything in its relaxation, before all go on
ONE_WORKER_IN_A_HURRY = TimeShare(0.8, most=2.0)  # or so much, where that is longer

FEW_BLOCKS = TimeShare(0.8)  # a day of tracks with the fewest blocks, as long as that betters something
MORE_BLOCKS = TimeShare(0.1)  # with more of them
WITHOUT_ROOMS = TimeShare(0.3, least=2.0)  # bounding a day of tracks, rooms and slots aside
WHOLE_MODEL = TimeShare(0.4, least=8.0)  # searching all of it, beside the moves

COLUMNS = TimeShare(0.7)  # of what that leaves: a day in rounds, by columns

# -- one trial (`solving.feasibility`), which tries one way to work after the other -----------------------------------
AT_ONCE = TimeShare(1.0, most=0.05)
PLAINLY = TimeShare(1.0, most=0.4)
AS_IT_WILL = TimeShare(1.0, most=8.0)
TOGETHER = TimeShare(1.0)
FEW_MOVED = TimeShare(1.0, most=1.5)  # with all sessions but a few held where they are
CORE = TimeShare(1.0, most=5.0)  # a hint which statements clash

# -- explain: of the whole time ---------------------------------------------------------------------------------------
IS_IT_POSSIBLE = TimeShare(0.9)  # asking a large day whether it is possible, for then time is kept for counting
SOON = TimeShare(1 / 12)  # after which a few remedies will do, for somebody waits for them
CAUSES = TimeShare(0.5)
FURTHER_CAUSES = TimeShare(0.1)  # for the next cause, where looking for the ones before took longer than that
REMEDIES = TimeShare(0.85)  # the rest is for what the day then costs
MORE_REMEDIES = 4.0  # seconds that are spent on putting changes together when something has been found
MORE_REMEDIES_LATE = 0.5  # the same after SOON
ONE_CHANGE = 3.0  # seconds that a change may take to be tried, unless the day is large
COSTS = 8.0  # seconds after which no more costs are asked for, once a few lines of remedies have one
ONE_COST = TimeShare(1.0, least=0.3, most=1.2)
LEAST_COSTS = TimeShare(0.05, most=2.0)  # trying the programme of each remedy on the days of the others

# -- why --------------------------------------------------------------------------------------------------------------
SWAPPING = TimeShare(0.05)  # what is found by changing places
WHETHER_IT_CAN_BE = TimeShare(0.25)
DAY_OF_A_WHY = TimeShare(0.3)  # what the day can cost
PRICE_OF_A_WHY = TimeShare(0.6)  # what it can cost as asked; the rest is for moving little
WHY_NOT = TimeShare(1.0, least=5.0)
WHY_NOT_FURTHER = TimeShare(0.1, least=5.0)  # of that, for other causes, when there is one, which was asked for

# -- why, every place: of what the day itself leaves ------------------------------------------------------------------
HOURS = TimeShare(0.55)  # the price of each hour
SWAPPING_AN_HOUR = TimeShare(0.1)  # an hour that is first tried by changing places
LITTLE_MOVED = TimeShare(0.3)
ROOMS = TimeShare(0.7)  # the rooms within the hours; the rest is for causes
ENOUGH_FOR_AN_HOUR = 2.0  # seconds; with less, and a day that is not proven, all hours go by changing places:
SWAPPING_ALL_HOURS = TimeShare(0.5)
STRETCHES = TimeShare(0.5)  # and then the cheapest with a stretch around it solved
STRETCH = TimeShare(1.0, most=4.0)  # one such stretch, also of a price list

# -- prices: the day, then these parts of what it leaves, each until that part is over --------------------------------
DAY_OF_PRICES = TimeShare(0.2)
AROUND = TimeShare(0.85)  # stretches, on a day that is not proven
SEVERAL_AT_ONCE = TimeShare(0.15)
GIVEN_UP = TimeShare(0.4)  # the statements that can be given up
CASES = TimeShare(0.5)  # their cases
OTHERS = TimeShare(0.7)  # the other statements; what is left goes to whatever is still open
LIKE_THE_DAY = TimeShare(4.0, least=3.0)  # one demand, of what the day itself took to prove

# -- alternatives -----------------------------------------------------------------------------------------------------
BEST = TimeShare(0.35)  # the best programme
COST_OF_ANOTHER = TimeShare(0.7)  # of the time of each other one, before it is made to differ most
FARTHEST = TimeShare(0.3)  # making it differ most

# -- repair -----------------------------------------------------------------------------------------------------------
STEPS = TimeShare(0.7)  # the steps of a repair, where the day wishes anything within the best of them
BEST_OF_ALL = TimeShare(0.6)  # the best programme, before it is made the nearest of its kind
NEAREST = TimeShare(0.4)  # the nearest of all, before it is made the best that affects no more than so many people
FRESH = TimeShare(1.0, most=20.0)  # what a fresh programme would have cost, once the repair is made
NO_REPAIR = TimeShare(1.0, least=5.0)  # all that is said where there is none, which is asked when time may be nearly up
DROPPING = TimeShare(0.6)  # of that, the fewest sessions dropped
REASONS = TimeShare(0.7, least=1.0, most=5.0)  # of what that leaves, why; and the rest for whether the day is possible

# -- rehearse ---------------------------------------------------------------------------------------------------------
AT_A_GLANCE = TimeShare(1.0, least=5.0)  # what each mishap leaves of the programme before anything is solved
MISHAP = TimeShare(2.0, least=0.5, most=10.0)  # of an even part, for a mishap the first time it is tried
OPEN_MISHAP = TimeShare(2.0)  # of an even part, for one that is still open after that
LEAST_BAD = TimeShare(1.0, least=0.5)  # the least bad where there is no plan B
REASONS_OF_A_MISHAP = TimeShare(1.0, most=1.0)
