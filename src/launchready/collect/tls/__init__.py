"""Look at TLS endpoints."""
