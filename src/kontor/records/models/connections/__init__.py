"""People, organisations, touches and promises (idea 1)."""
