"""Speed, side by side with peers in one run. Each program runs as `make bench-NAME`."""
