"""Bridges to the programs that host the library."""
