"""The static search index: a gated library to the files that the browser searches."""
