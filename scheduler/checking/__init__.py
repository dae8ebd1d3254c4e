"""What a programme breaks and costs, and what shows of a day before it is solved. Nothing here knows a solver."""
