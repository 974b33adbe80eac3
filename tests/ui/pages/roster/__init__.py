"""Tests of the page roster."""
