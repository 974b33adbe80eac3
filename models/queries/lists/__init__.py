"""The lists over all cases: what is asked of rows and projections, a page at a time."""
