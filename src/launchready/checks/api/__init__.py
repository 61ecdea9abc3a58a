"""Checks on how routes take odd requests."""
