"""--self-test: the program does its main job by itself and leaves the results as files."""
