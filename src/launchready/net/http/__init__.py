"""HTTP/1.1 that measures: phase times, the certificates as sent, every byte and second bounded."""
