"""What building the fonts uses of fontTools."""
