"""`launchready ci`: write the pipeline that the repository should have."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from launchready.cli.wrong import Wrong

APP = typer.Typer(help="Write a pipeline with checks, budgets and gates.", no_args_is_help=True)


class System(StrEnum):
    """Whose pipeline is written."""

    GITHUB = "github"
    GITLAB = "gitlab"


FILES = {
    System.GITHUB: ".github/workflows/launchready.yml",
    System.GITLAB: ".gitlab-ci.yml",
}


@APP.callback()
def ci() -> None:
    """Write a pipeline with checks, budgets and gates."""


@APP.command("init")
def init(
    path: Annotated[Path, typer.Argument(help="A folder in the repository.")] = Path(),
    *,
    github: Annotated[bool, typer.Option("--github", help="For GitHub Actions.")] = False,
    gitlab: Annotated[bool, typer.Option("--gitlab", help="For GitLab CI.")] = False,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Where to; `-` is standard output.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
) -> None:
    """Write a pipeline for the project.

    It calls the project's own tools and `launchready repo`.

    Without an option it is GitHub's, or GitLab's where the repository has a GitLab file or remote.
    """
    from launchready.repo.ci.plan import github_pipeline, gitlab_pipeline, plan
    from launchready.repo.open import open_repository
    from launchready.repo.tree import Tree

    if github and gitlab:
        message = "choose --github or --gitlab"
        raise Wrong(message)
    root = open_repository(path).root
    system = System.GITLAB if gitlab or (not github and _is_gitlab(root)) else System.GITHUB
    made = plan(Tree(root))
    text = github_pipeline(made) if system is System.GITHUB else gitlab_pipeline(made)
    target = out or root / FILES[system]
    if str(target) == "-":
        typer.echo(text, nl=False)
        return
    if target.exists() and not force:
        message = f"{target} is there already; --out names another file, --force replaces it"
        raise Wrong(message)
    _write(target, text)
    typer.echo(f"Wrote {target}. Read it, commit it, and require it for the main branch.")
    for line in made.missing:
        typer.echo(f"  to do: {line}")


def _is_gitlab(root: Path) -> bool:
    from launchready.repo.git.command import text

    remotes = text(root, "config", "--get-regexp", r"^remote\..*\.url$", codes=(0, 1))
    return (root / ".gitlab-ci.yml").exists() or "gitlab" in remotes.lower()


def _write(target: Path, text: str) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    except OSError as error:
        message = f"{target} cannot be written: {(error.strerror or str(error)).lower()}"
        raise Wrong(message) from None
