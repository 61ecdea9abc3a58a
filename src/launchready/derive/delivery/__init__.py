"""What commands are for, and what documents say about releases; told by tables."""
