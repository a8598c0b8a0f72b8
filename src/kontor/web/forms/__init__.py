"""What a page asks for, checked and handed to an action."""
