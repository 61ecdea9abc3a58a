"""What stands between a change and the main branch."""
