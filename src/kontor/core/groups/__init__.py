"""How many of the right people a group leads to (ideas 2 and 4)."""
