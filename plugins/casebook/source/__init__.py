"""Reads what contributors wrote; never raises on what is in a file, whatever the bytes."""
