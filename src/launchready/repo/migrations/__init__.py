"""Find the migrations of a repository, whatever tool keeps them, without running its code."""
