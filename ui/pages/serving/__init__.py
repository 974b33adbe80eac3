"""送达: what is to be served, what is under way, what was served, over all cases."""
