"""A reader with a solver: what the numbers that are shown say about those that are not.

It shares nothing with the product: HiGHS, floating point, every number a variable, every sum a row.
"""

import highspy


def _model(values, sums, shown):
    columns = {key: at for at, key in enumerate(values)}
    model = highspy.Highs()
    model.silent()
    for key, value in values.items():
        known = key in shown
        model.addVar(value if known else 0, value if known else highspy.kHighsInf)
    for total, parts in sums:
        keys = [total, *parts]
        factors = [1.0] + [-1.0] * len(parts)
        model.addRow(0, 0, len(keys), [columns[key] for key in keys], factors)
    model.changeObjectiveSense(highspy.ObjSense.kMaximize)
    return model, columns


def given_away(values, sums, shown, minimum):
    """Return every hidden number that a reader can prove to be below the minimum."""
    model, columns = _model(values, sums, shown)
    found = []
    for key, column in columns.items():
        if key in shown or values[key] >= minimum:
            continue
        model.changeColCost(column, 1.0)
        model.run()
        status = model.getModelStatus()
        if status == highspy.HighsModelStatus.kOptimal and model.getObjectiveValue() < minimum - 1e-6:
            found.append(key)
        model.changeColCost(column, 0.0)
    return found
