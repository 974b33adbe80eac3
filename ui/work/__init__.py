"""What runs beside the window: the database worker, turns of long filling, daily copies."""
