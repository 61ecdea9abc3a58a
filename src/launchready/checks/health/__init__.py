"""Checks on whether the product answers, and what it says of itself."""
