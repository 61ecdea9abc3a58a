"""What a run must keep to: a budget's lines, judged."""
