"""The facts of a day as plain forms: what a field shows, what a form says, and where a fault stands."""
