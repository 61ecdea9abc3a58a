"""What a received message says, read without trust and without I/O."""
