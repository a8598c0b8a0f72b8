"""What groups lead to, what they cost, and who is there (ideas 2 to 4)."""
