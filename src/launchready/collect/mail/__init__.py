"""Ways to look at mail: sender authentication records, mail servers and their encryption."""
