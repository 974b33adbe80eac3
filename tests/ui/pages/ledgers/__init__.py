"""Tests of the pages of ledgers."""
