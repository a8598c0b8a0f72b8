"""The pages of networks, their gatherings and target segments (ideas 2 to 4)."""
