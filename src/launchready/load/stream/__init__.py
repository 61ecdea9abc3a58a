"""Answers that come piece by piece: when something was there to read, and whether all of it came."""
