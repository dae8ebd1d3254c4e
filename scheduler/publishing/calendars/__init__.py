"""Calendars that attendees import or subscribe to, and the editions in which they are published."""
