"""Runs with their facts and outcomes: kept, listed, compared, judged again, exported."""
