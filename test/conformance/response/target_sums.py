"""Sums, nadirs and target responses of RECIST 1.1 worked out apart from the project, by decimals.

Reads one JSON value a line: {"lesions": [{"node": bool, "mm": ["20", ...]}, ...]}, every length there, and prints for
each the sum, the nadir and the answer of every visit after baseline. Eisenhauer 2009, 4.3.1.
"""

import json
import sys
from decimal import Decimal, getcontext

getcontext().prec = 60


def answer(total, baseline, nadir, gone):
    if gone:
        return "CR"
    grown = total - nadir
    if grown >= 5 and grown * 5 >= nadir:
        return "PD"
    if (baseline - total) * 10 >= baseline * 3:
        return "PR"
    return "SD"


def plain(value):
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def visits(lesions):
    lengths = [[Decimal(mm) for mm in lesion["mm"]] for lesion in lesions]
    sums = [sum(at) for at in zip(*lengths)]
    found = []
    for visit in range(1, len(sums)):
        nadir = min(sums[:visit])
        gone = all(
            mm[visit] < 10 if lesion["node"] else mm[visit] == 0 for lesion, mm in zip(lesions, lengths)
        )
        found.append([plain(sums[visit]), plain(nadir), answer(sums[visit], sums[0], nadir, gone)])
    return found


for line in sys.stdin:
    print(json.dumps(visits(json.loads(line)["lesions"])))
