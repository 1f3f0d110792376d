"""Files that leave and enter the program: submission file, workbooks."""
