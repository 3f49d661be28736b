"""Pure knowledge of characters: what may stand in a text, a file name, an anchor."""
