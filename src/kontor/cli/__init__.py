"""The command line face: kontor …."""
