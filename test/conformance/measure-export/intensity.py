"""Figures of a region by numpy and scipy, each by its definition. One job a line, as JSON."""

import json
import sys

import numpy as np
from scipy import stats

RADIUS_MM = 10 * (3 / (4 * np.pi)) ** (1 / 3)


def sphere_means(values, spacing_mm):
    """The mean of each voxel's sphere: voxels of the image whose centre lies within the radius."""
    total = np.zeros(values.shape)
    count = np.zeros(values.shape)
    reach = [int(RADIUS_MM // mm) for mm in spacing_mm]
    for dk in range(-reach[2], reach[2] + 1):
        for dj in range(-reach[1], reach[1] + 1):
            for di in range(-reach[0], reach[0] + 1):
                offset = np.array([di, dj, dk]) * spacing_mm
                if (offset**2).sum() > RADIUS_MM**2:
                    continue
                to, source = [], []
                for step, size in zip((dk, dj, di), values.shape):
                    to.append(slice(max(0, -step), size - max(0, step)))
                    source.append(slice(max(0, step), size - max(0, -step)))
                total[tuple(to)] += values[tuple(source)]
                count[tuple(to)] += 1
    return total / count


def figures(job):
    columns, rows, slices = job["dims"]
    values = np.fromfile(job["values"], "<f4").reshape(slices, rows, columns).astype(float) * job["factor"]
    inside = np.fromfile(job["inside"], "u1").reshape(slices, rows, columns) == 1
    x = values[inside]
    p10, p25, p75, p90 = np.percentile(x, [10, 25, 75, 90])
    robust = x[(x >= p10) & (x <= p90)]
    means = sphere_means(values, np.array(job["spacingMm"]))[inside]
    volume_mm3 = float(np.prod(job["spacingMm"])) * x.size
    return {
        "mean": x.mean(),
        "standardDeviation": x.std(),
        "variance": x.var(),
        "skewness": stats.skew(x),
        "kurtosis": stats.kurtosis(x),
        "median": np.median(x),
        "minimum": x.min(),
        "maximum": x.max(),
        "percentile10": p10,
        "percentile25": p25,
        "percentile75": p75,
        "percentile90": p90,
        "interquartileRange": stats.iqr(x),
        "range": np.ptp(x),
        "meanAbsoluteDeviation": np.abs(x - x.mean()).mean(),
        "robustMeanAbsoluteDeviation": np.abs(robust - robust.mean()).mean(),
        "medianAbsoluteDeviation": np.abs(x - np.median(x)).mean(),
        "coefficientOfVariation": stats.variation(x),
        "quartileCoefficientOfDispersion": (p75 - p25) / (p75 + p25),
        "energy": (x**2).sum(),
        "rootMeanSquare": np.sqrt((x**2).mean()),
        "sum": x.sum(),
        "localPeak": means[x == x.max()].max(),
        "globalPeak": means.max(),
        "metabolicVolume": volume_mm3,
        "totalLesionGlycolysis": x.mean() * volume_mm3 / 1000,
    }


for line in sys.stdin:
    print(json.dumps({name: float(value) for name, value in figures(json.loads(line)).items()}))
