"""Run in checkdmarc's environment: check one domain through one name server, print the seconds."""

from __future__ import annotations

import sys
import time

import checkdmarc
from dns.nameserver import Do53Nameserver

if __name__ == "__main__":
    domain, server = sys.argv[1:]
    began = time.perf_counter()
    checkdmarc.check_domains([domain], nameservers=[Do53Nameserver(server, 53)])
    print(time.perf_counter() - began)
