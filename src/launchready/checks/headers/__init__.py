"""What the answers tell browsers to do."""
