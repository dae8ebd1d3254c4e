"""What organisers ask of a day and its programme, a folder a question: the verb, its answers, and these as data."""
