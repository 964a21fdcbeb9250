"""Bodies and the pool from spreadsheets: checked in a dry run, then imported whole or not at all.

`check` reads the rows against what is here and answers a Plan, saving nothing. `bring_in` does the
same under locks and saves, or refuses: the same file twice changes nothing the second time.
"""
