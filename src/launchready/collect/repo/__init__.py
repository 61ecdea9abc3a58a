"""Collectors that read the repository."""
