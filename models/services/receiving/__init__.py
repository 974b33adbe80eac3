"""Requests come in and are docketed, corrected or refused."""
