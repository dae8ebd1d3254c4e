"""What organisers ask of a day and its programme. Each is a verb, answers as data, and that data as JSON."""
