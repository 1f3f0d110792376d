"""Package of the window: forms."""
