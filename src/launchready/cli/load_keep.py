"""Keep a load run in the store: what it measured first, its verdict when there is one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from launchready.cli.keep import kept_runs
from launchready.cli.load_options import LoadOptions
from launchready.cli.load_order import AskedLoad

if TYPE_CHECKING:
    from launchready.facts.base import Facts
    from launchready.load.judged import Judged
    from launchready.store.runs import Runs


class Keeper:
    """Keeps one run, unless the user wants none kept."""

    def __init__(self, options: LoadOptions, asked: AskedLoad, run_id: str) -> None:
        self.run_id = run_id
        self.why = ""
        """Why the run could not be kept; empty: it was, or was not to be."""
        self._options = options
        self._asked = asked

    def keep(self, facts: Facts, took_ms: float) -> None:
        """Save what was measured; nothing is proven until it is judged."""
        from launchready.load.keep import keep_unjudged

        self._do(lambda kept: keep_unjudged(kept, self._asked.order, facts, self.run_id, took_ms))

    def judge(self, judged: Judged) -> None:
        """Save what it came to."""
        self._do(lambda kept: kept.judge(self.run_id, judged.verdict, judged.results))

    def _do(self, work: Callable[[Runs], None]) -> None:
        from sqlalchemy.exc import SQLAlchemyError

        from launchready.store.open import StoreError

        if self._options.no_store or self.why:
            return
        try:
            with kept_runs(self._options.store, self._asked.folder) as kept:
                work(kept)
        except (SQLAlchemyError, StoreError) as error:
            reason = str(getattr(error, "orig", None) or error).splitlines()[0]
            self.why = f"the run could not be kept: {reason}"
