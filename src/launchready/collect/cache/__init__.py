"""Look at what caches keep."""
