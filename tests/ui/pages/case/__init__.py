"""The page of one case, worked as a clerk works it."""
