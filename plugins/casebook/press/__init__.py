"""Volumes to PDF, DOCX and EPUB: a manuscript of safe HTML, through pandoc and Typst."""
