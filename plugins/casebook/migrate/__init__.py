"""Old libraries to the present format: the steps, the plan of edits, and the writing."""
