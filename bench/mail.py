"""Time the mail part of an audit with ten includes behind 50 ms, beside checkdmarc."""

from __future__ import annotations

import argparse
import json

from bench.measure import LAUNCHREADY, ROOT, median, run, say
from bench.peers import python_of
from bench.world.namespaces import Link
from bench.world.product import NAME_SERVERS, ZONE, Product
from bench.world.servers import world

VERDICTS = (0, 1, 3)
INCLUDES = 10


def main() -> None:
    """Measure and print; the last line is JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=5, help="runs behind each median")
    options = parser.parse_args()
    checkdmarc = [
        *(python_of("checkdmarc"), str(ROOT / "bench" / "peer_checkdmarc.py")),
        *(ZONE, NAME_SERVERS[0]),
    ]
    with world(includes=INCLUDES) as (link, product):
        figures = {
            "email_s": median(options.times, lambda: _email(link, product)),
            "checkdmarc_s": median(
                options.times, lambda: float(run(link.in_client(checkdmarc)).out)
            ),
        }
    say("mail", figures, {"checkdmarc": figures["checkdmarc_s"] / figures["email_s"]})


def _email(link: Link, product: Product) -> float:
    """Audit the area email of the same zone; imports are not counted, as with the peer."""
    done = run(
        link.in_client(
            [
                *(LAUNCHREADY, "audit", f"https://{ZONE}", "--no-store", "--json", "-"),
                *("--only", "email", "--resolver", NAME_SERVERS[0], "--allow-private"),
                *("--ca-file", str(product.ca_file)),
            ]
        ),
        codes=VERDICTS,
    )
    report = json.loads(done.out)
    print(json.dumps({"took_s": report["took_ms"] / 1e3, **report["network"]}), flush=True)
    return float(report["took_ms"]) / 1e3


if __name__ == "__main__":
    main()
