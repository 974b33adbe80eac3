"""Tests of the page settings."""
