"""The whole data folder in one file, sealed piece by piece."""
