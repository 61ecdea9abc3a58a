"""The eight hosts: their zone for Knot, their sites for nginx, their certificates."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import trustme

ZONE = "bench.test"
NAMES = ("", "www", "app", "api", "admin", "auth", "docs", "status")
NAME_SERVERS = ("10.98.0.3", "10.98.0.4")

NGINX = """\
user root;
worker_processes 1;
daemon off;
pid {folder}/nginx.pid;
error_log stderr crit;
events {{ worker_connections 4096; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  server_names_hash_max_size 65536;
  server_names_hash_bucket_size 128;
  keepalive_timeout 30s;
  keepalive_requests 10000;
{servers}
}}
"""

SERVER = """\
  server {{
    listen {address}:80;
    server_name {host};
    return 301 https://{host}$request_uri;
  }}
  server {{
    listen {address}:443 ssl http2;
    server_name {host};
    ssl_certificate {folder}/{host}.pem;
    ssl_certificate_key {folder}/{host}.pem;
    ssl_protocols TLSv1.2 TLSv1.3;
    root {folder}/site;
    gzip on;
    gzip_types text/css application/javascript;
    add_header Strict-Transport-Security "max-age=63072000; includeSubDomains" always;
    add_header Content-Security-Policy "default-src 'self'; base-uri 'self'" always;
  }}
"""

PAGE = """\
<!doctype html><html lang="en"><title>Bench</title>
<link rel="canonical" href="https://{zone}/"><link rel="stylesheet" href="/assets/site.0f3a9c.css">
<script src="/assets/app.77e1b2.js"></script><p>A shop.</p></html>
"""

KNOT = """\
server:
    rundir: {folder}/run
    user: root:root
    listen: [{listen}]
log:
  - target: stderr
    any: error
database:
    storage: {folder}/db
zone:
{zones}
"""


@dataclass(frozen=True, slots=True)
class Product:
    """Where everything of the product stands."""

    zones: tuple[str, ...]
    addresses: tuple[str, ...]
    ca_file: Path
    nginx: Path
    knot: Path


def hosts(zone: str) -> tuple[str, ...]:
    """Return the product's host names."""
    return tuple(f"{name}.{zone}".lstrip(".") for name in NAMES)


def build(folder: Path, zones: tuple[str, ...] = (ZONE,), includes: int = 3) -> Product:
    """Write the files of the product; every zone is the same product under another name.

    Each of the eight hosts has an address of its own, and, where there is one zone only, a
    certificate of its own: the dearest case. `includes` is how many senders the SPF record names.
    """
    authority = trustme.CA()
    ca_file = folder / "ca.pem"
    authority.cert_pem.write_to_path(str(ca_file))
    addresses = tuple(f"10.98.1.{index}" for index in range(1, len(NAMES) + 1))
    servers, declared = [], []
    for zone in zones:
        if len(zones) == 1:
            certificates = [authority.issue_cert(host) for host in hosts(zone)]
        else:  # thousands of keys take minutes to make
            certificates = [authority.issue_cert(*hosts(zone))] * len(NAMES)
        for host, address, certificate in zip(hosts(zone), addresses, certificates, strict=True):
            certificate.private_key_and_cert_chain_pem.write_to_path(str(folder / f"{host}.pem"))
            servers.append(SERVER.format(address=address, host=host, folder=folder))
        (folder / f"{zone}.zone").write_text(_zone(zone, addresses, includes), "utf-8")
        declared.append(f"  - domain: {zone}\n    file: {folder}/{zone}.zone\n")
    _site(folder / "site")
    nginx, knot = folder / "nginx.conf", folder / "knot.conf"
    nginx.write_text(NGINX.format(folder=folder, servers="".join(servers)), "utf-8")
    listen = ", ".join(f"{address}@53" for address in NAME_SERVERS)
    knot.write_text(KNOT.format(folder=folder, listen=listen, zones="".join(declared)), "utf-8")
    (folder / "run").mkdir()
    (folder / "db").mkdir()
    return Product(zones, (*NAME_SERVERS, *addresses), ca_file, nginx, knot)


def _site(folder: Path) -> None:
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text(PAGE.format(zone=ZONE), "utf-8")
    (folder / "assets" / "site.0f3a9c.css").write_text("p { margin: 0 }\n" * 200, "utf-8")
    (folder / "assets" / "app.77e1b2.js").write_text("console.log('shop');\n" * 200, "utf-8")
    (folder / "robots.txt").write_text("User-agent: *\nAllow: /\n", "utf-8")


def _zone(zone: str, addresses: tuple[str, ...], includes: int) -> str:
    lines = [
        f"$ORIGIN {zone}.",
        "$TTL 300",
        "@ SOA ns1 hostmaster 1 3600 600 86400 300",
        "@ NS ns1",
        "@ NS ns2",
        *(f"ns{index} A {address}" for index, address in enumerate(NAME_SERVERS, 1)),
        *(f"{name or '@'} A {address}" for name, address in zip(NAMES, addresses, strict=True)),
        "@ MX 10 mail",
        f"mail A {addresses[0]}",
        '@ TXT "v=spf1 ' + " ".join(f"include:s{n}.{zone}" for n in range(includes)) + ' -all"',
        *(f's{n} TXT "v=spf1 ip4:192.0.2.{n} -all"' for n in range(includes)),
        '_dmarc TXT "v=DMARC1; p=reject; rua=mailto:dmarc@' + zone + '"',
        '_mta-sts TXT "v=STSv1; id=1"',
        '_smtp._tls TXT "v=TLSRPTv1; rua=mailto:tls@' + zone + '"',
    ]
    return "\n".join(lines) + "\n"
