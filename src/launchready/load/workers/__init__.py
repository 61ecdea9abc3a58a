"""Make one load with several machines: each runs a shard of the same engine, one merges.

`team.open_team(...)` on the machine that asks gives a `PhaseRunner` for every experiment;
`worker.work(...)` on each of the others joins it. Locust's master and workers carry the letters
between them and notice who is gone; no request of the load goes through Locust, and nothing of it
is imported beside the engine: `carrier` is a process of its own.

What is trusted: a worker sends only to loopback and to the hosts that its own command line allows,
reads secrets only from its own environment, and runs a Python scenario only when told to. Both
sides sign each letter with the key in `LAUNCHREADY_LOAD_KEY`, without which neither talks beyond
loopback. Letters are signed, not encrypted: what a scenario's setup found travels in them.
"""
