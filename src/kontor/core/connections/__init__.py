"""How often, how strong, whom next (idea 1: making and keeping connections)."""
