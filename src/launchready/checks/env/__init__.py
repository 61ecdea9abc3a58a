"""The environments that the product runs in."""
