"""Tests of the page notification."""
