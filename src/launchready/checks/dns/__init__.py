"""Checks of names and what they lead to."""
