"""Erasing somebody: from the rows, the journal, the imports, and for good."""
