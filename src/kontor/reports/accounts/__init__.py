"""Books, who keeps them, and what was done in them."""
