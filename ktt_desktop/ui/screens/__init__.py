"""Package of the window: screens."""
