"""Things that are done once, on purpose, and watched. Each needs its own flag."""
