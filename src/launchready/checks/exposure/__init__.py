"""Checks on what is in the open and should not be."""
