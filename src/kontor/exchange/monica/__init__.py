"""Monica's export: people, what was done with them, what was promised to them."""
