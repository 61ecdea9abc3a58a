"""The entry point: finds the command, turns mistakes into one sentence and an exit code."""

from __future__ import annotations

import sys
from typing import NoReturn

import typer

from launchready.cli.wrong import WRONG_USE, Wrong

STOPPED = 130
"""The exit code of a program that Ctrl-C ended."""


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run a command line and exit. 0 GO, 1 NO_GO, 3 NOT_PROVEN, 2 wrong use."""
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: list[str]) -> int:
    """Run a command line and return its exit code."""
    from launchready.cli.app import APP

    command = typer.main.get_command(APP)
    try:
        code = command.main(arguments or ["--help"], prog_name="launchready", standalone_mode=False)
    except (typer.Abort, KeyboardInterrupt):
        sys.stderr.write("launchready: stopped\n")
        return STOPPED
    except BrokenPipeError:
        # The reader went away (`| head`): nothing more can be said, and that is no fault.
        sys.stderr.close()
        return 0
    except typer.TyperException as error:
        return _say(getattr(error, "format_message", error.__str__)(), getattr(error, "ctx", None))
    except Exception as error:
        if not isinstance(error, (Wrong, *_mistakes())):
            raise
        return _say(str(error))
    return code if isinstance(code, int) else 0


def _mistakes() -> tuple[type[Exception], ...]:
    """The packages' own words for what a user got wrong; imported only when it is needed."""
    from launchready.load.trouble import LoadError
    from launchready.mail.trouble import MailError
    from launchready.manifest.names import AddressError
    from launchready.manifest.read import ManifestError
    from launchready.profiles import ProfileError
    from launchready.repo.trouble import RepositoryError
    from launchready.store.codec import CodecError
    from launchready.store.open import StoreError

    return (
        AddressError,
        LoadError,
        MailError,
        ManifestError,
        ProfileError,
        RepositoryError,
        CodecError,
        StoreError,
    )


def _say(sentence: str, context: typer.Context | None = None) -> int:
    hint = f" (see `{context.command_path} --help`)" if context is not None else ""
    sys.stderr.write(f"launchready: {' '.join(sentence.split()).rstrip('.')}{hint}\n")
    return WRONG_USE
