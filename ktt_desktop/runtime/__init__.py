"""Where the program stands: folders, resources, logging."""
