"""TLS: real handshakes, raw hellos, certificates and what they are worth."""
