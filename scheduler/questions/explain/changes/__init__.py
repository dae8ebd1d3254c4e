"""What organisers could change, by what it concerns: people, rooms, time, rules ..."""
