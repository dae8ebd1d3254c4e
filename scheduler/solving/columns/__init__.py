"""A bound for days in rounds, and with it proofs and programmes: what stands in one round together is one column."""
