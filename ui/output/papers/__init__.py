"""A paper on the screen and on the printer, wherever it comes from."""
