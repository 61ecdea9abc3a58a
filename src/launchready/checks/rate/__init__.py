"""Checks on whether somebody can try for ever."""
