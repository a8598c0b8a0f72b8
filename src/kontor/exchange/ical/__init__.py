"""Calendars: past meetings and who was there."""
