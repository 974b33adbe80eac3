"""Scenario files: read, resolved, run through the services and reported."""
