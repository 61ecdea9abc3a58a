"""Who carries the traffic, and how each of them is told to change."""
