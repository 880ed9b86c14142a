"""What may be sent to this room's pages."""
