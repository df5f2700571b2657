"""What data protection officers look at: who read what about whom, and what about it is worth a question."""
