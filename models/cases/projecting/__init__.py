"""What lists read of a case: written with each command, compared by `verify`."""
