"""Checks on who gets in."""
