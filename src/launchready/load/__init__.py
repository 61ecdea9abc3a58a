"""Send a product the traffic of its first customers, and measure honestly what it does."""
