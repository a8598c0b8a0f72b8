"""Kontor, the networker's own ledger: connections and mutual support in one private book."""

__version__ = "0.1.0"
