"""What is said to whom, and when. It knows messages, not challenges."""
