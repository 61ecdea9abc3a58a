"""Gather the facts that some check needs, then judge them. An error becomes an outcome."""
