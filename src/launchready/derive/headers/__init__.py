"""What response headers and cookies promise."""
