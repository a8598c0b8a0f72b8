"""All there is in a book, on its way out."""
