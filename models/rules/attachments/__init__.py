"""Files in a case: what they are and what they belong to."""
