"""Say, tabulate and draw what was measured, while a run goes on and after it."""
