"""Two entries that are one person become one, and can become two again."""
