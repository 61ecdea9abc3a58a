"""What has to be ready before the first request of a load run: it cannot be measured twice."""

from __future__ import annotations

import os
import tempfile
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from launchready.cli.load_options import LoadOptions
from launchready.cli.show import Outputs
from launchready.cli.wrong import Wrong

if TYPE_CHECKING:
    from launchready.load.budgets.budget import Budget
    from launchready.load.comparison.baseline import Baseline

LATER = (
    "launchready.load.budgets.demands",
    "launchready.load.comparison.baseline",
    "launchready.load.telling.hdr_files",
    "launchready.report.html",
    "launchready.report.json_report",
    "launchready.report.junit",
    "launchready.report.markdown",
    "launchready.report.terminal",
)
"""What is imported only when a run is over: a broken file of these must not cost the run."""


def be_ready(options: LoadOptions, folder: Path) -> Outputs:
    """Open the store, try the folders, import what judges. Raises `Wrong` and `StoreError`."""
    from launchready.checks import all_checks

    if options.workers or options.expect:
        need_locust()
    outputs = outputs_of(options)
    for path in (*outputs.files, options.baseline):
        if path is not None and str(path) != "-":
            _try_file(path)
    if options.hdr is not None:
        _try_folder(options.hdr)
    for module in LATER:
        import_module(module)
    all_checks()
    if not options.no_store:
        from launchready.cli.keep import kept_runs

        with kept_runs(options.store, folder):
            pass
    return outputs


def need_locust() -> None:
    """Raise `Wrong` where several processes cannot make a load together."""
    if find_spec("locust") is None:
        message = (
            "several processes or machines need the extra `load-distributed`: pip install "
            "'launchready[load-distributed]', in a checkout .venv/bin/pip install -e "
            "'.[load-distributed]'"
        )
        raise Wrong(message)


def outputs_of(options: LoadOptions) -> Outputs:
    """Return where the report goes. Raises `Wrong`."""
    outputs = Outputs(
        options.json_file,
        options.html_file,
        options.markdown_file,
        junit_file=options.junit,
        plain=options.plain,
        full=options.full,
    )
    outputs.refuse_bad_paths()
    Outputs(json_file=options.baseline).refuse_bad_paths()
    if options.hdr is not None and options.hdr.exists() and not options.hdr.is_dir():
        message = f"--hdr {options.hdr} is not a folder"
        raise Wrong(message)
    return outputs


def demanded(options: LoadOptions) -> tuple[Budget | None, Baseline | None]:
    """Read the files that a run is held against. Raises `Wrong` and `LoadError`."""
    budget = baseline = None
    if options.budget is not None:
        from launchready.load.budgets.budget import read_budget

        budget = read_budget(options.budget)
    if options.update_baseline and options.baseline is None:
        message = "--update-baseline needs --baseline FILE"
        raise Wrong(message)
    if options.baseline is not None and options.baseline.exists():
        from launchready.load.comparison.baseline import read_baseline

        baseline = read_baseline(options.baseline)
    return budget, baseline


def _try_file(path: Path) -> None:
    if not path.exists():
        _try_writing(path, path.absolute().parent)
    elif not os.access(path, os.W_OK):
        message = f"{path} cannot be written: permission denied"
        raise Wrong(message)


def _try_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Wrong(_unwritable(folder, error)) from None
    _try_writing(folder, folder)


def _try_writing(path: Path, folder: Path) -> None:
    """Make a file that nobody sees, since permissions do not tell of full or read-only disks."""
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"?")
    except OSError as error:
        raise Wrong(_unwritable(path, error)) from None


def _unwritable(path: Path, error: OSError) -> str:
    return f"{path} cannot be written: {(error.strerror or str(error)).lower()}"
