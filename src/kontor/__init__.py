"""Kontor, the networker's own ledger: both pillars of networking in one book."""

__version__ = "0.1.0"
