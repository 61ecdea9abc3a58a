"""One run beside another: a baseline, two kept runs, and what is beyond noise."""
