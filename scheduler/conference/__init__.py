"""What organisers know, as frozen data, and the programme made of it. Nothing here knows a rule."""
