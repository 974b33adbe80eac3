"""Backups: made, copied to a second place, verified, put back."""
