"""Git as a reader: no hooks, no configured programs, no network, bounded in time and bytes."""
