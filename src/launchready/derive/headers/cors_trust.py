"""Which origins an answer trusts with what belongs to a signed-in user."""

from __future__ import annotations

from launchready.facts.cors import CorsProbe, CorsProbes, Sender


def let_in(probes: CorsProbes, sender: Sender) -> tuple[CorsProbe, ...]:
    """Return what such an origin reads as the user; nothing on a host that lets every website in.

    Where a foreign website gets through, no trick is needed, and that is said once.
    """
    if any(probe.reads_as_user for probe in probes.of(Sender.FOREIGN)):
        return ()
    return tuple(probe for probe in probes.of(sender) if probe.reads_as_user)
