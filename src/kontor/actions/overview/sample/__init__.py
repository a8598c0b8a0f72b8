"""An invented network to look around in, as a book of its own."""
