"""How a message leaves the service: one small function for each channel."""
