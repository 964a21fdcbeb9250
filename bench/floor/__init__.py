"""The floors: the least that could answer at all, kept so that anybody can measure again."""
