"""Read environments: values become states and fingerprints here, and nothing else."""
