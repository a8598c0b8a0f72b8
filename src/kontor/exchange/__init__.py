"""File formats: bytes to plain dataclasses and back; no framework, no tables."""
