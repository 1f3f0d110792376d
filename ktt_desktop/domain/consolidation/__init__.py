"""What the files of a unit say together: pure functions of their tables."""
