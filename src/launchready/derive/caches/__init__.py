"""What caches may keep, and what they kept."""
