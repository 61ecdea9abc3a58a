"""Which addresses a policy lets send: to write them out, and to see when it is everybody."""

from __future__ import annotations

from ipaddress import IPv4Network, IPv6Network, collapse_addresses, ip_network

from launchready.derive.mail.spf.nodes import Branch, Node, State
from launchready.derive.mail.spf.record import Record, read_record
from launchready.derive.mail.spf.terms import Mechanism

WIDEST4 = 8
WIDEST6 = 16
"""Prefixes as short as these hold 16 million IPv4 hosts, or whole regions of IPv6."""


def networks_of(node: Node) -> tuple[str, ...] | None:
    """Return every address block that a policy passes, as terms; None where they are not fixed.

    Blocks that touch are joined. A policy is fixed where it holds `ip4`, `ip6`, `all` that does not
    pass, and includes of the same kind.
    """
    found = _terms(node)
    if found is None or not node.exact:
        return None
    blocks = [ip_network(one.split(":", 1)[1], strict=False) for one in found]
    joined4 = collapse_addresses(one for one in blocks if isinstance(one, IPv4Network))
    joined6 = collapse_addresses(one for one in blocks if isinstance(one, IPv6Network))
    return tuple(network_term(str(one)) for one in (*joined4, *joined6))


def network_term(block: str) -> str:
    """Return the mechanism that passes an address or a block: `ip4:192.0.2.1`."""
    bare = block.removesuffix("/32") if ":" not in block else block.removesuffix("/128")
    return f"ip6:{bare}" if ":" in bare else f"ip4:{bare}"


def everybody(record: Record) -> tuple[Mechanism, ...]:
    """Return the terms of a record that pass nearly anyone, in their order."""
    return tuple(one for one in record.reached if one.qualifier == "+" and _is_wide(one))


def passes_everybody(node: Node) -> bool:
    """Whether an include of this policy passes nearly anyone."""
    if node.state is not State.PUBLISHED or node.problems:
        return False
    return bool(everybody(read_record(node.record))) or any(
        branch.child is not None
        and branch.qualifier in {"+", ""}
        and passes_everybody(branch.child)
        for branch in node.branches
    )


def _is_wide(term: Mechanism) -> bool:
    if term.name == "all":
        return True
    if term.network is not None:
        widest = WIDEST4 if term.name == "ip4" else WIDEST6
        return term.network.prefixlen <= widest
    return term.name in {"a", "mx"} and (term.prefix4 <= WIDEST4 or term.prefix6 <= WIDEST6)


def _terms(node: Node) -> list[str] | None:
    """Collect the blocks of a node; None at the first term that is not fixed."""
    if node.state is not State.PUBLISHED or node.problems:
        return None
    found: list[str] = []
    for branch in node.branches:
        below = _blocks(branch)
        if below is None:
            return None
        found += below
    return found


def _blocks(branch: Branch) -> list[str] | None:
    if not branch.reached or (not branch.qualifier and branch.child is None):
        return []
    if branch.name == "all":
        return None if branch.qualifier == "+" else []
    if branch.qualifier not in {"+", ""}:
        return None
    if branch.name in {"ip4", "ip6"}:
        return [branch.text.lstrip("+")]
    return None if branch.child is None else _terms(branch.child)
