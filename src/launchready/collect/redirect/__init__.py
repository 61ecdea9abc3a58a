"""Follow visitors to where they end up."""
