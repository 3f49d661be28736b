"""Word files to submissions, blank forms, and the findings back into the file as comments."""
