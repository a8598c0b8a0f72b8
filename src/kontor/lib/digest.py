"""What is kept of a secret word: enough to know it again, not enough to say it."""

from __future__ import annotations

import hashlib


def digest(word: str) -> str:
    """Give the SHA-256 of a word that is long and random, as 64 hex digits."""
    return hashlib.sha256(word.encode()).hexdigest()
