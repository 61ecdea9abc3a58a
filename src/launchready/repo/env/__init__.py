"""Readers of environments, one for each platform's files."""
