"""The headings of a table: which columns are there, in which order, how wide."""
