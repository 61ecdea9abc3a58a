"""Look for what should not be public."""
