"""Database migrations that are not released yet."""
