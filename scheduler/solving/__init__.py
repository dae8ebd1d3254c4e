"""CP-SAT and proofs: conference and rules into a programme, or into why there is none."""
