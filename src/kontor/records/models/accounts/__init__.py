"""Who keeps which book, and what was done in it."""
