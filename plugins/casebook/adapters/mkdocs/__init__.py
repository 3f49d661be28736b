"""MkDocs, and ProperDocs in its place, as the host of the site."""
