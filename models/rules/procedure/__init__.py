"""What may be done next in a case, what keeps it from being done, and the stage it stands in."""
