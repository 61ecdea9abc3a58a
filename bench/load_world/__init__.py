"""Servers on loopback whose truth is known, for the tests and the bench of load runs."""
