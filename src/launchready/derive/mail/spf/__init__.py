"""Sender Policy Framework (RFC 7208): the record, its evaluation, and what it costs."""
