"""Checks of certificates and of the TLS set-up."""
