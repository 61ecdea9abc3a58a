"""Recognise what a product is built of from the names in its files."""
