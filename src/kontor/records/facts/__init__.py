"""Rows turned into the columns and plain facts that core reckons with."""
