"""Checks of redirects and of the one address that visitors end on."""
