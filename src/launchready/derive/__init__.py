"""Facts made from facts: pure, and memoised where that pays."""
