"""Package of the window: tables."""
