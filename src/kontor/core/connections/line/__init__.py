"""Log in seconds: what one line of plain words says of a touch (idea 1)."""
