from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import lacks, proof
from launchready.facts.delivery import Images
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="A container runs as root",
    impact="One hole in the app is a hole in the machine below it.",
    severity=Severity.MEDIUM,
    rows=("deploy.repeatable",),
    references=(
        "https://docs.docker.com/build/building/best-practices/#user",
        "https://kubernetes.io/docs/concepts/security/pod-security-standards/",
    ),
)
def container_runs_as_root(images: Images) -> Iterator[Finding]:
    """
    ## What it looks for
    The last stage of a Dockerfile without `USER`, or with root; compose services with `user:
    root` or `privileged`. Base images that are made for an ordinary user, development files and
    manifests with `runAsNonRoot` are fine.

    ## Why it matters
    Root in a container may write everything in it and is one kernel fault away from root on the
    host.

    ## How to fix it
    Make a user in the image and switch to it before the command.

    ## Example
    ```dockerfile
    FROM node:22
    CMD ["node", "server.js"]
    ```

    Use instead:
    ```dockerfile
    FROM node:22
    USER node
    CMD ["node", "server.js"]
    ```
    """
    for image in images.images:
        if not image.root:
            continue
        said = f"as {image.user}" if image.user else "as root, because nothing says otherwise"
        fix = (
            "Take it out, and give the service the one capability that it needs."
            if image.trace.text.startswith("privileged")
            else "Put `USER node` (or the image's own user, or one made with `RUN adduser`) "
            "before the command of the last stage."
        )
        yield Finding(
            subject=f"{image.trace.path}:{image.trace.line}",
            message=f"{image.trace.path} starts its processes {said}.",
            fix=fix,
            verify=proof("docker run --rm --entrypoint id IMAGE -u", lacks("^0$")),
            evidence=(str(image.trace),),
        )
