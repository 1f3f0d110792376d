"""The SQLAlchemy mapping of the book, and nothing else."""
