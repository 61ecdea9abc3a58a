"""Steps that bring a store of any age to today's shape."""
