"""The words and the decisions of the field, in plain Python."""
