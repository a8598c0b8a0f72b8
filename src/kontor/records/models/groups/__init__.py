"""Networks, who is in them and who came, and target segments (ideas 2 to 4)."""
