"""Typeset a paper: measures, lines, tables and pages, independent of the file format."""
