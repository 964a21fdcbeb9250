"""Planning a whole cycle: what hosts wish, proposals of the planner, drafts, and releases everybody sees."""
