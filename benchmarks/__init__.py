"""The promises about speed, as ratios to the least work that does the same job."""
