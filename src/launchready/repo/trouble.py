"""How reading a repository fails."""

from __future__ import annotations

from launchready.net.failure import Failure, Phase


class RepositoryError(Failure):
    """A repository cannot be read. `str()` is one sentence for a user."""

    def __init__(self, why: str) -> None:
        super().__init__(Phase.REPOSITORY, why)

    def __str__(self) -> str:
        """Return the reason alone: whoever gave a repository knows what was read."""
        return self.why
