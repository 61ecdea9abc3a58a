"""Say that a pipeline lacks a step, or has one that stops nothing."""

from __future__ import annotations

from collections.abc import Iterator

from launchready.facts.delivery import InPipeline
from launchready.model.finding import Finding


def ungated(found: InPipeline, what: str, examples: str) -> Iterator[Finding]:
    """Yield a finding where no step of a kind stops the pipeline; `examples` are commands."""
    if any(step.blocking for step in found.steps):
        return
    verify = "launchready repo . --only ci"
    if found.steps:
        first = found.steps[0].trace
        yield Finding(
            subject=f"{first.path}:{first.line}",
            message=f"The pipeline runs {what}, and goes on when it fails.",
            fix="Take out `|| true`, `continue-on-error`, `allow_failure` or `when: manual`.",
            verify=verify,
            evidence=(str(first),),
        )
        return
    yield Finding(
        subject=found.at,
        message=f"No step of the pipeline runs {what}.",
        fix=f"Add a step to {found.at}: {examples}.",
        verify=verify,
        evidence=(f"the code: {', '.join(found.languages)}",),
    )
