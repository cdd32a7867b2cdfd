"""Recomputes figures of images from their definitions, with numpy and scipy alone.

Reads, a line each, JSON: {"values": path of little-endian float32, "dims": [columns, rows, slices], "spacingMm": [..],
"threshold": intensity that tells object from air, "fills": [values of a background that was set], "modality": MR or CT,
"hasAir": whether its air can be used, "foreground": path, "air": path}. Prints a JSON object of figures for each.
"""

import json
import sys

import numpy as np
from scipy import ndimage

CROSS = ndimage.generate_binary_structure(2, 1)[None]
FACES = ndimage.generate_binary_structure(3, 1)


def object_and_air(v, spacing, threshold, fills):
    """The largest piece above the threshold, thin bridges cut, holes filled; and what lies 6 mm or more away."""
    bright = v > threshold
    labels, count = ndimage.label(ndimage.binary_erosion(bright, CROSS, border_value=1), FACES)
    if count == 0:
        labels, count = ndimage.label(bright, FACES)
        obj = labels == 1 + np.argmax(np.bincount(labels.ravel())[1:])
    else:
        largest = labels == 1 + np.argmax(np.bincount(labels.ravel())[1:])
        obj = ndimage.binary_dilation(largest, np.ones((1, 3, 3))) & bright
    axes = [0, 1, 2] if v.shape[0] >= 3 else [0]
    for axis in axes:
        planes = np.moveaxis(obj, axis, 0)
        for n in range(planes.shape[0]):
            planes[n] = ndimage.binary_fill_holes(planes[n])
    reach = [max(1, int(np.floor(6 / mm + 0.5))) if size > 1 else 0 for mm, size in zip(spacing[::-1], v.shape)]
    near = ndimage.maximum_filter(obj.astype(np.uint8), size=[2 * r + 1 for r in reach], mode="constant")
    air = (near == 0) & np.isfinite(v)
    for fill in fills:
        filled = v == np.float32(fill)
        # Noise of CT that is cut at its least value is air: of such values only areas are fill.
        if -1400 < fill < 0:
            core = ndimage.binary_erosion(filled, CROSS, border_value=1)
            filled &= ndimage.binary_dilation(core, np.ones((1, 3, 3)))
        air &= ~filled
    return obj, air


def spread_quantiles(sample, shares):
    """Quantiles of values that were rounded: each stands for the interval half way to its neighbours."""
    values, counts = np.unique(sample, return_counts=True)
    middles = (values[1:].astype(np.float64) + values[:-1]) / 2
    edges = np.concatenate([values[:1], middles, values[-1:]])
    return np.interp(shares, np.concatenate([[0], np.cumsum(counts)]) / sample.size, edges)


def efc(v, fills):
    x = np.abs(v[~np.isin(v, np.asarray(fills, v.dtype))].astype(np.float64))
    p = x / np.sqrt(np.sum(x**2))
    p = p[p > 0]
    n = x.size
    return -np.sum(p * np.log(p)) / (np.sqrt(n) * np.log(np.sqrt(n)))


def qi1(v, air):
    """Air above 95 % of the Rayleigh noise that fits what is below, opened by the four neighbours within a slice."""
    sample = v[air]
    q = lambda p: np.sqrt(-2 * np.log(1 - p))
    threshold = spread_quantiles(sample, 0.5) * q(0.95) / q(0.5)
    for _ in range(20):
        kept = sample[sample < threshold]
        if kept.size == 0:
            break
        lower = spread_quantiles(kept, 0.5) * q(0.95) / q(0.475)
        if not lower < threshold:
            break
        threshold = lower
    core = ndimage.binary_erosion(air & (v > threshold), CROSS, border_value=1)
    opened = ndimage.binary_dilation(core, CROSS) & air & (v > threshold)
    return opened.sum() / air.sum()


def three_means(x, count):
    """Which of three parts each value belongs to, so that the least variance is left within them: Lloyd's steps."""
    best, parts = np.inf, None
    cumulated = np.cumsum(count) / count.sum()
    for start in ([0.1, 0.5, 0.9], [0.05, 0.2, 0.8], [0.2, 0.8, 0.97], [0.3, 0.6, 0.99]):
        mean = x[np.searchsorted(cumulated, start)]
        for _ in range(300):
            part = np.digitize(x, (mean[1:] + mean[:-1]) / 2)
            moved = np.array([np.average(x[part == k], weights=count[part == k] + 1e-12) for k in range(3)])
            if np.allclose(moved, mean):
                break
            mean = moved
        within = np.sum(count * (x - mean[part]) ** 2)
        if within < best:
            best, parts = within, part
    return parts


def mixture(values):
    """Three normal distributions by expectation-maximisation on 2000 bins: means and deviations, darkest first."""
    low, high = np.quantile(values, [0.005, 0.995])
    margin = 0.15 * (high - low)
    # Whole stored values must not beat against the bins: each is spread over a step.
    steps = np.diff(np.unique(values))
    step = np.quantile(steps, 0.1) if steps.size else 0
    values = values + step * (np.random.default_rng(1).random(values.size) - 0.5)
    count, edges = np.histogram(values, 2000, (low - margin, high + margin))
    x = (edges[1:] + edges[:-1]) / 2
    part = three_means(x, count)
    share = np.array([count[part == k].sum() for k in range(3)]) / count.sum()
    mean = np.array([np.average(x[part == k], weights=count[part == k]) for k in range(3)])
    sigma = np.sqrt([np.average((x[part == k] - mean[k]) ** 2, weights=count[part == k]) for k in range(3)])
    for _ in range(600):
        density = share / sigma * np.exp(-0.5 * ((x[:, None] - mean) / sigma) ** 2)
        weight = count[:, None] * density / np.maximum(density.sum(1, keepdims=True), 1e-300)
        mass = weight.sum(0)
        mean = weight.T @ x / mass
        sigma = np.sqrt((weight * (x[:, None] - mean) ** 2).sum(0) / mass)
        share = mass / count.sum()
    order = np.argsort(mean)
    return mean[order], sigma[order]


def noise_hu(v, obj, spacing):
    """The most frequent standard deviation of squares of 7 mm of soft tissue, by a smooth density of its logarithm."""
    deviations = []
    size = [1, max(5, round(7 / spacing[1])), max(5, round(7 / spacing[0]))]
    for values, inside in zip(v.astype(np.float64), obj):
        windows = np.lib.stride_tricks.sliding_window_view(values, size[1:])[::2, ::2]
        whole = np.lib.stride_tricks.sliding_window_view(inside, size[1:])[::2, ::2].all((2, 3))
        windows = windows[whole]
        means = windows.mean((1, 2))
        soft = (means >= -100) & (means <= 150)
        deviations.append(windows[soft].std((1, 2), ddof=1))
    log = np.log(np.maximum(np.concatenate(deviations), 0.1))
    counts, edges = np.histogram(log, np.arange(np.log(0.1), np.log(1000), 0.01))
    density = ndimage.gaussian_filter1d(counts.astype(np.float64), 5)
    peak = np.argmax(density)
    return np.exp((edges[peak] + edges[peak + 1]) / 2)


def figures(job):
    columns, rows, slices = job["dims"]
    v = np.fromfile(job["values"], "<f4").reshape(slices, rows, columns)
    foreground, air = (np.fromfile(job[name], np.uint8).reshape(v.shape) > 0 for name in ("foreground", "air"))
    own_object, own_air = object_and_air(v, job["spacingMm"], job["threshold"], job["fills"])
    out = {
        "foregroundDiffers": int((own_object != foreground).sum()),
        "airDiffers": int((own_air != air).sum()),
    }
    inside = v[own_object].astype(np.float64)
    if job["modality"] == "CT":
        out["noiseHu"] = noise_hu(v, own_object, job["spacingMm"])
        if job["hasAir"]:
            out["airHu"] = np.median(v[own_air])
        return {name: float(value) for name, value in out.items()}
    if job["hasAir"]:
        quartiles = np.sqrt(2 * np.log(4)) - np.sqrt(2 * np.log(4 / 3))
        sigma = np.diff(spread_quantiles(v[own_air], [0.25, 0.75]))[0] / quartiles
        out["efc"] = efc(v, job["fills"])
        out["fber"] = np.mean(inside**2) / np.mean(v[own_air].astype(np.float64) ** 2)
        # Dietrich 2007: 0.655 S / SD of the air; here the SD is that of Rayleigh noise of the same quartiles.
        out["snrDietrich"] = np.median(inside) / sigma
        out["qi1"] = qi1(v, own_air)
    (_, m1, m2), (_, s1, s2) = mixture(inside)
    out["snr"] = m2 / s2
    out["cjv"] = (s1 + s2) / (m2 - m1)
    if job["hasAir"]:
        out["cnr"] = (m2 - m1) / np.sqrt(s1**2 + s2**2 + (2 - np.pi / 2) * sigma**2)
    return {name: float(value) for name, value in out.items()}


for line in sys.stdin:
    if line.strip():
        print(json.dumps(figures(json.loads(line))), flush=True)
