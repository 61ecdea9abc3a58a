"""Look at who carries the traffic."""
