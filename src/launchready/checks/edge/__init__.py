"""Checks on what stands between visitors and the origin."""
