"""Time the audit of eight hosts behind 50 ms, beside checkdmarc and sslyze; then many domains."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

from bench.measure import LAUNCHREADY, ROOT, Run, median, run, say
from bench.peers import python_of
from bench.world.namespaces import Link
from bench.world.product import NAME_SERVERS, ZONE, Product, hosts
from bench.world.servers import world

VERDICTS = (0, 1, 3)

IMPORT = """
import launchready.cli.audit_one, launchready.audit.run
from launchready.checks import all_checks
from launchready.collect import all_collectors
all_checks(), all_collectors()
"""
"""Everything that an audit imports before it looks."""


def main() -> None:
    """Measure and print; the last line is JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=5, help="runs behind each median")
    parser.add_argument("--most", type=int, default=1000, help="the longest list of domains")
    options = parser.parse_args()
    figures = {
        "help_s": median(options.times, lambda: run([LAUNCHREADY, "--help"]).wall_s),
        "import_cpu_s": median(options.times, lambda: run([sys.executable, "-c", IMPORT]).cpu_s),
    }
    with world() as (link, product):
        figures |= one_product(link, product, options.times)
        figures |= peers(link, product, max(1, options.times // 2))
    figures |= many_domains([n for n in (1, 10, 100, 1000) if n <= options.most])
    say(
        "audit",
        figures,
        {
            "checkdmarc": figures["checkdmarc_s"] / figures["wall_s"],
            "sslyze": figures["sslyze_s"] / figures["wall_s"],
        },
    )


def one_product(link: Link, product: Product, times: int) -> dict[str, float]:
    """Audit eight hosts, each with an address and a certificate of its own."""
    plain = [_audit(link, product) for _ in range(times)]
    deep = [_audit(link, product, "--deep") for _ in range(max(1, times // 2))]
    last = plain[-1]
    for one in (*plain, *deep):
        print(json.dumps(one), flush=True)
    return {
        "wall_s": median(times, iter([one["took_s"] for one in plain]).__next__),
        "tcp_connections": max(one["accepted"] for one in plain),
        "dns_queries": last["dns_queries"],
        "deep_s": median(len(deep), iter([one["took_s"] for one in deep]).__next__),
        "deep_connections": max(one["accepted"] for one in deep),
    }


def _audit(link: Link, product: Product, *options: str) -> dict[str, float]:
    """Audit once; the server's own count of connections is the one that is reported."""
    before = link.accepted()
    done = run(
        link.in_client(
            [
                *(LAUNCHREADY, "audit", f"https://{ZONE}", "--no-store", "--json", "-"),
                *("--resolver", NAME_SERVERS[0], "--ca-file", str(product.ca_file)),
                *("--allow-private", *options),
            ]
        ),
        codes=VERDICTS,
    )
    report = json.loads(done.out)
    return {
        "took_s": report["took_ms"] / 1e3,
        "whole_command_s": done.wall_s,
        "cpu_s": done.cpu_s,
        "accepted": link.accepted() - before,
        "dns_queries": report["network"]["dns_queries"],
    }


def peers(link: Link, product: Product, times: int) -> dict[str, float]:
    """Let the peers look at the same product; imports are not counted, as with ours."""
    pairs = [
        f"{host}={address}"
        for host, address in zip(hosts(ZONE), product.addresses[len(NAME_SERVERS) :], strict=True)
    ]
    checkdmarc = [
        *(python_of("checkdmarc"), str(ROOT / "bench" / "peer_checkdmarc.py")),
        *(ZONE, NAME_SERVERS[0]),
    ]
    sslyze = [
        *(python_of("sslyze"), str(ROOT / "bench" / "peer_sslyze.py")),
        *(str(product.ca_file), *pairs),
    ]
    return {
        "checkdmarc_s": median(times, lambda: float(run(link.in_client(checkdmarc)).out)),
        "sslyze_s": median(times, lambda: float(run(link.in_client(sslyze)).out)),
    }


def many_domains(sizes: list[int]) -> dict[str, float]:
    """Audit ever longer lists of domains, without a delay: what does one cost in CPU and memory?"""
    zones = tuple(f"d{index}.bench.test" for index in range(max(sizes)))
    figures: dict[str, float] = {}
    with world(0.2, zones) as (link, product):
        for size in sizes:
            done = _fleet(link, product, zones[:size])
            figures["domains_per_cpu_s"] = size / done.cpu_s
            figures["peak_mb"] = done.peak_mb
            print(
                f"{size} domains: {done.wall_s:.1f} s, {size / done.cpu_s:.2f} per CPU second, "
                f"{done.peak_mb:.0f} MB",
                flush=True,
            )
    return figures


def _fleet(link: Link, product: Product, zones: tuple[str, ...]) -> Run:
    with tempfile.TemporaryDirectory() as folder:
        names = Path(folder) / "domains.txt"
        names.write_text("\n".join(zones), "utf-8")
        command = [
            *(LAUNCHREADY, "audit", "--domains", str(names), "--json", f"{folder}/out.jsonl"),
            *("--resolver", NAME_SERVERS[0], "--ca-file", str(product.ca_file)),
            *("--allow-private", "--jobs", "20"),
        ]
        return run(link.in_client(command), codes=VERDICTS)


if __name__ == "__main__":
    main()
