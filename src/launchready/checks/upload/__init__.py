"""Checks of the area upload."""
