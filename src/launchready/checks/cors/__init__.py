"""Which other websites may read the answers."""
