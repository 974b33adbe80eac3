"""What holds on every page, tab and dialog."""
