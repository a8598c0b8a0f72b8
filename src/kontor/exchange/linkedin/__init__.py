"""LinkedIn's archive: who wrote to whom, and who its owner is."""
