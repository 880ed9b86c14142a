"""What this room's pages show, and what stands around every page of the service."""
