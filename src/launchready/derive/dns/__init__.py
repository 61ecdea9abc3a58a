"""What DNS and registry answers mean."""
