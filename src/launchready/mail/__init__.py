"""A received message, judged; the probe that makes one arrive; and the mailbox it arrives in."""
