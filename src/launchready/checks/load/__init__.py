"""Checks of the area load."""
