"""Networking as arithmetic: no framework, no disk, no clock, no chance."""
