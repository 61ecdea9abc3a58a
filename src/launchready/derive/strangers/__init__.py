"""What a stranger sees of doors that should be shut."""
