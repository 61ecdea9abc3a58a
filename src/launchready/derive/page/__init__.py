"""What a page says, and what may run in it."""
