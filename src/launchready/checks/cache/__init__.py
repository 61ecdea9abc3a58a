"""Checks on what caches keep, and for whom."""
