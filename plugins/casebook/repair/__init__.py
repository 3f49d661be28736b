"""Mechanical corrections in contributors' files: the spans that findings name, and no byte more."""
