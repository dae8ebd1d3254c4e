"""Words in Dutch and English, and what is done to text. Nothing here knows a day."""
