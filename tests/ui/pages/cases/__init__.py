"""Tests of the page cases."""
