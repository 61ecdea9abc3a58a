"""Answers that come piece by piece: when there was something to read, and whether all came."""
