"""A table of members and attendance, put beside what the book knows of a group."""
