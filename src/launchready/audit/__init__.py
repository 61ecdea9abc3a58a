"""The main job: look at a product from outside, judge it, and say what changed."""
