"""A whole book as JSON lines: the one format that loses nothing."""
