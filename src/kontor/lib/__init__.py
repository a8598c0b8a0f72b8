"""Helpers that know no domain word: text, names, telephones, dates."""
