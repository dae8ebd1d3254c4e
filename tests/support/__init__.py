"""What tests are written with: small days, days that Hypothesis draws, brute force, readers, the drawing of it all."""
