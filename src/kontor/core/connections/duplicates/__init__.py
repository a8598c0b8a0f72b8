"""The same person twice: who is likely to be one, and why (idea 1)."""
