"""Makes the traffic: arrivals on an absolute schedule, journeys without tasks, honest times."""
