"""Whole cases, told day by day with the vocabulary of `story.py`."""
