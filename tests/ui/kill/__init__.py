"""Killing the program while somebody types."""
