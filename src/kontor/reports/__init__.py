"""What an owner can read: facts gathered, reckoned, handed on. The only readers."""
