"""Checks of the area perf."""
