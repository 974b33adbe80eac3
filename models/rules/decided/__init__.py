"""A decision after it was made: what it is now, who knows of it, what is to be done about it."""
