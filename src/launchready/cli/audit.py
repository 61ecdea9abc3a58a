"""`launchready audit`: the main job."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from launchready.cli.env import Recorded, recorded_files
from launchready.cli.keep import StoreUrl
from launchready.cli.network_options import (
    AllowPrivate,
    CaFile,
    Connect,
    Nameserver,
    Rdap,
    Reach,
    Resolver,
    Timeout,
)
from launchready.cli.output_options import (
    Annotations,
    AuditDependencies,
    Checklist,
    Full,
    HtmlFile,
    JsonFile,
    Junit,
    MarkdownFile,
    Only,
    Plain,
    ProfileName,
    Sarif,
    Skip,
)
from launchready.cli.wrong import Wrong

File = Path | None


def audit(
    address: Annotated[
        str | None, typer.Argument(help="The product's address; none: the manifest's.")
    ] = None,
    *,
    manifest: Annotated[
        File, typer.Option(metavar="FILE", help="The manifest; launchready.toml by default.")
    ] = None,
    profile: ProfileName = None,
    only: Only = None,
    skip: Skip = None,
    checklist: Checklist = False,
    deep: Annotated[
        bool, typer.Option("--deep", help="All cipher suites and longer path lists.")
    ] = False,
    consent_burst: Annotated[
        bool, typer.Option("--consent-burst", help="Try a burst of wrong logins on your own login.")
    ] = False,
    json_file: JsonFile = None,
    html_file: HtmlFile = None,
    markdown_file: MarkdownFile = None,
    sarif: Sarif = None,
    junit: Junit = None,
    annotations: Annotations = None,
    repo: Annotated[
        File, typer.Option(metavar="DIR", help="Judge the product's repository, too.")
    ] = None,
    audit_dependencies: AuditDependencies = False,
    recorded: Recorded = None,
    plain: Plain = False,
    full: Full = False,
    store: StoreUrl = "",
    no_store: Annotated[bool, typer.Option("--no-store", help="Do not keep this run.")] = False,
    domains: Annotated[
        File, typer.Option(metavar="FILE", help="Audit every address in a file, one a line.")
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option(min=1, max=200, help="With --domains: how many at a time; 20 by default."),
    ] = None,
    seconds: Annotated[
        float, typer.Option(min=1, max=600, help="Limit for the whole look at one product.")
    ] = 30.0,
    resolver: Resolver = None,
    connect: Connect = None,
    nameserver: Nameserver = None,
    ca_file: CaFile = None,
    allow_private: AllowPrivate = False,
    timeout: Timeout = 5.0,
    rdap: Rdap = "",
) -> None:
    """Judge a live product: GO, NO_GO or NOT_PROVEN.

    It is looked at from outside, as a visitor or an attacker would.

    Exit code: 0 GO, 1 NO_GO, 3 NOT_PROVEN, 2 wrong use.
    """
    from launchready.cli.audit_one import Asked, audit_one
    from launchready.cli.choose_checks import choose_checks
    from launchready.cli.show import Outputs

    reach = Reach(
        tuple(resolver or ()),
        tuple(connect or ()),
        tuple(nameserver or ()),
        ca_file,
        allow_private,
        timeout,
        rdap,
    )
    asked = Asked(
        profile=profile,
        choice=choose_checks(only or (), skip or ()),
        reach=reach,
        deep=deep,
        consent_burst=consent_burst,
        seconds=seconds,
        repo=repo,
        audit_dependencies=audit_dependencies,
        recorded=recorded_files(recorded),
    )
    if domains is not None:
        others = (address, manifest, html_file, markdown_file, sarif, junit, annotations, repo)
        if checklist or any(one is not None for one in others):
            message = (
                "--domains takes neither an address nor a manifest nor a repository, and writes "
                "--json only"
            )
            raise Wrong(message)
        from launchready.cli.audit_many import audit_many

        audit_many(domains, asked, out=json_file, jobs=jobs or 20)
        return
    if jobs is not None:
        message = "--jobs goes with --domains only"
        raise Wrong(message)
    outputs = Outputs(
        json_file,
        html_file,
        markdown_file,
        sarif,
        junit,
        annotations,
        plain=plain,
        full=full,
        checklist=checklist,
    )
    outputs.refuse_bad_paths()
    code = audit_one(address, manifest, asked, outputs, store=None if no_store else store)
    raise typer.Exit(code)
