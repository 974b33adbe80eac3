"""Decisions, dismissals and mediations."""
