"""The document model as a Word file that people go on writing in."""
