"""Tests of the page 统计."""
