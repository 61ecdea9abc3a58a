"""`launchready.toml`: what the owner declares, read strictly and written with comments."""
