"""What an owner can do: one function, one transaction. The only writers."""
