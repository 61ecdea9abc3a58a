"""Words about secrets: what a value is, what it may show, how bad it is where it lies."""
