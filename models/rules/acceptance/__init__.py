"""Acceptance check of a request: docket, correct, refuse or refer, with every line explained."""
