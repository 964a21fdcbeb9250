"""What the team did and saw."""
