"""Bringing people and meetings in: read, shown, applied, taken back (idea 1)."""
