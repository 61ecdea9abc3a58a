"""Reading repositories: git and the files beside it. Nothing of a repository is ever run."""
