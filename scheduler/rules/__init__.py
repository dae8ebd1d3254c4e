"""What can be asked of a day: the contract, one file a rule, and the book of them all."""
