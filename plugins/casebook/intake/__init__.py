"""Foreign material becomes submissions: computed first, written to disk at the very end."""
