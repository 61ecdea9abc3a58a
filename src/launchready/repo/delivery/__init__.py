"""Read from files how a product is released, what it installs, and who its containers run as."""
