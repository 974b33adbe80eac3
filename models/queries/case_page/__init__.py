"""The page of one case: what it is about, its dates, what was done in it, in Chinese words."""
