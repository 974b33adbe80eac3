"""What lists and statistics show, compared with a plain recomputation from the logs."""
