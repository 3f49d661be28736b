"""Search on a machine with Python: the intranet's search, behind one interface."""
