"""Queries, transactions, backups and migrations of the book."""
