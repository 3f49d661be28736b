"""The domain: cases and the organisations around them, frozen once read."""
