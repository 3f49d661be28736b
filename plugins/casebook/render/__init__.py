"""Plain data to bytes: Markdown to safe HTML, pages, links."""
