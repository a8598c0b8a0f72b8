"""One linear chain of changes to the tables."""
