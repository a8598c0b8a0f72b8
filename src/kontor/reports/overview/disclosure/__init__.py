"""All that is held on one person, to be handed to them."""
