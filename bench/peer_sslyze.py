"""Run in sslyze's environment: scan hosts with every command, print the seconds."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from sslyze import (
    CertificateInfoExtraArgument,
    ScanCommandsExtraArguments,
    Scanner,
    ServerNetworkLocation,
    ServerScanRequest,
)

if __name__ == "__main__":
    ca_file, *pairs = sys.argv[1:]
    trust = ScanCommandsExtraArguments(
        certificate_info=CertificateInfoExtraArgument(custom_ca_file=Path(ca_file))
    )
    began = time.perf_counter()
    scanner = Scanner()
    scanner.queue_scans(
        ServerScanRequest(
            server_location=ServerNetworkLocation(hostname=host, port=443, ip_address=address),
            scan_commands_extra_arguments=trust,
        )
        for host, address in (pair.split("=") for pair in pairs)
    )
    finished = sum(1 for result in scanner.get_results() if result.scan_result is not None)
    seconds = time.perf_counter() - began
    if finished != len(pairs):
        sys.exit(f"only {finished} of {len(pairs)} hosts could be scanned")
    print(seconds)
