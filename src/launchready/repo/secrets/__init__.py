"""Looking for secrets: the engine, what it is fed, and what it remembers."""
