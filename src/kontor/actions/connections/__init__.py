"""People, touches, promises and ties (idea 1)."""
