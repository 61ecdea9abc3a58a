"""Secrets: in files, in the history, in what visitors load, in logs."""
