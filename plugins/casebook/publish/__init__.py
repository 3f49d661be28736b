"""Bytes to one complete folder: the leak scan, and the exchange at the end."""
