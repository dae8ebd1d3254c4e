"""What attendees get: forms of the programme, and calendars."""
