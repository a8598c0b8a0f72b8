"""What is kept: the one Django app that owns tables."""
