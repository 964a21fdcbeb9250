"""What was said: presentation, report, accuracy round, editions, publication."""
