"""Pages of people, touches, promises and ties (idea 1)."""
