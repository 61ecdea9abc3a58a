"""Make the traffic: arrivals on an absolute schedule, journeys without a task each, honest times."""
