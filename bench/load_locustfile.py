"""What Locust does, with its quick client: `Fast` as fast as it can, `Paced` ten times a second."""

from __future__ import annotations

from locust import FastHttpUser, constant_throughput, task


class Fast(FastHttpUser):
    """Asks again as soon as it has an answer."""

    @task
    def read(self) -> None:
        """Read the one route."""
        self.client.get("/")


class Paced(Fast):
    """Asks ten times each second, if answers come in time."""

    wait_time = constant_throughput(10)
