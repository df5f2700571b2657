"""What is sent outside a case: to other agencies behind sign-in, and to safe addresses in words that betray nothing."""
