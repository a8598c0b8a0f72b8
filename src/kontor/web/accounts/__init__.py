"""Pages of books, their keepers and what was done in them."""
