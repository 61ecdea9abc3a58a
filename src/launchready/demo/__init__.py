"""A small marketplace with planted faults, and its repaired twin: real DNS, TLS, HTTP, mail."""
