"""Recomputes figures of phantoms from their definitions, with numpy and scipy alone; finds them itself, by a threshold.

Reads, a line each, JSON: {"kind": what is shown, "images": [paths of little-endian float32], "dims": [columns, rows,
slices], "spacingMm": [..], and what the kind takes}. Prints a JSON object of figures for each.
"""

import json
import sys

import numpy as np
from scipy import ndimage


class Disc:
    """The filled outline at a level in a slice: its centre in pixels, its radius by its area, mm."""

    def __init__(self, image, spacing, inside):
        labels, _ = ndimage.label(inside)
        largest = labels == 1 + np.argmax(np.bincount(labels.ravel())[1:])
        mask = ndimage.binary_fill_holes(largest)
        self.image, self.spacing = image.astype(np.float64), spacing[:2]
        y, x = np.nonzero(mask)
        self.centre = x.mean(), y.mean()
        self.radius = np.sqrt(mask.sum() * spacing[0] * spacing[1] / np.pi)
        rows, columns = np.indices(image.shape)
        self.x, self.y = (columns - self.centre[0]) * spacing[0], (rows - self.centre[1]) * spacing[1]

    def within(self, radius, x=0, y=0):
        return np.hypot(self.x - x, self.y - y) <= radius


def half_height(image, spacing):
    air, signal = np.quantile(image, 0.02), np.median(image[image > np.quantile(image, 0.9) / 2])
    return Disc(image, spacing, image > (air + signal) / 2)


def piu(disc):
    """Mean of every disc of 1 cm² in the middle 70.5 % of the area, clear of the block at the top."""
    small = 10 / np.sqrt(np.pi)
    large = disc.radius * np.sqrt(200 / (np.pi * 9.5**2))
    dx, dy = disc.spacing
    reach = int(np.ceil(small / min(dx, dy)))
    grid = np.mgrid[-reach : reach + 1, -reach : reach + 1]
    kernel = np.hypot(grid[0] * dy, grid[1] * dx) <= small
    means = ndimage.convolve(disc.image, kernel / kernel.sum())
    dark = disc.image < np.median(disc.image[disc.within(large)]) / 2
    rim = dark & (np.abs(np.hypot(disc.x, disc.y) - large) <= 2)
    clear = ndimage.distance_transform_edt(~rim, sampling=(dy, dx)) > small + 2 if rim.any() else True
    at = disc.within(large - small) & clear
    high, low = means[at].max(), means[at].min()
    return 100 * (1 - (high - low) / (high + low))


def psg(disc):
    """Four boxes of 10 cm², 4:1 or as narrow as the air beside the disc asks for."""
    rows, columns = disc.image.shape
    dx, dy = disc.spacing
    means = []
    for across, far in ((0, False), (0, True), (1, False), (1, True)):
        step, along_step = (dy, dx) if across == 0 else (dx, dy)
        size = rows if across == 0 else columns
        centre = disc.centre[1 - across]
        margin = max(2, 2 / step)
        edge = centre + (1 if far else -1) * disc.radius / step
        lines = disc.image if across == 0 else disc.image.T
        middle = disc.centre[across]
        span = lambda length: slice(
            int(np.ceil(middle - length / along_step / 2)), int(np.floor(middle + length / along_step / 2)) + 1
        )
        outer = size - 1 if far else 0
        inward = -1 if far else 1
        while np.ptp(lines[outer, span(1000 / np.sqrt(250))]) == 0:
            outer += inward
        ends = sorted((edge + (1 if far else -1) * margin, outer + inward * margin))
        width = min(np.sqrt(250), (ends[1] - ends[0] + 1) * step)
        at = (ends[0] + ends[1]) / 2
        first, last = int(np.ceil(at - width / step / 2)), int(np.floor(at + width / step / 2))
        means.append(lines[first : last + 1, span(1000 / width)].mean())
    top, bottom, left, right = means
    signal = disc.image[disc.within(disc.radius * np.sqrt(200 / (np.pi * 9.5**2)))].mean()
    return 100 * abs(top + bottom - left - right) / (2 * signal)


def snr_smoothed(disc, half):
    square = (np.abs(disc.x) <= half) & (np.abs(disc.y) <= half)
    noise = disc.image - ndimage.uniform_filter(disc.image, 9)
    return disc.image[square].mean() / noise[square].std(ddof=1) * np.sqrt(1 - 1 / 81)


def uniform(volumes, spacing, job):
    slices = [volume[volume.shape[0] // 2].astype(np.float64) for volume in volumes]
    disc = half_height(slices[0], spacing)
    half = min(disc.radius / 2, disc.radius / np.sqrt(2) - 5 * max(spacing[:2]))
    out = {"snrSmoothed": snr_smoothed(disc, half), "piuPercent": piu(disc), "psgPercent": psg(disc)}
    if len(slices) > 1:
        region = disc.within(disc.radius * np.sqrt(0.75))
        a, b = (image[region] for image in slices[:2])
        mean = (a.mean() + b.mean()) / 2
        # NEMA MS 1, method 1.
        out["snrTwoImages"] = np.sqrt(2) * mean / (a - b).std(ddof=1)
        out["changePercent"] = 100 * abs(a.mean() - b.mean()) / mean
    return out


def acr(volumes, spacing, job):
    disc = half_height(volumes[0][6], spacing)
    return {"piuPercent": piu(disc), "psgPercent": psg(disc), "snrSmoothed": snr_smoothed(disc, 45)}


def stability(volumes, spacing, job):
    """Friedman & Glover 2006; polynomials by numpy."""
    used = np.stack([volume[volume.shape[0] // 2] for volume in volumes[job["skip"] :]]).astype(np.float64)
    disc, side = half_height(used[0], spacing), job["side"]
    left, top = (int(round(c - (side - 1) / 2)) for c in disc.centre)
    region = used[:, top : top + side, left : left + side]
    count = len(region)
    time = np.arange(count)

    def fit(course):
        return np.polyval(np.polyfit(time, course, 2), time)

    def deviation(course):
        return np.sqrt(np.sum((course - fit(course)) ** 2) / (count - 3))

    mean = region.mean((1, 2))
    pixels = region.reshape(count, -1).T
    even = count - count % 2
    difference = region[0:even:2].sum(0) - region[1:even:2].sum(0)
    middle = region[:, side // 2, side // 2]
    return {
        "volumes": count,
        "sfnr": np.mean([pixel.mean() / deviation(pixel) for pixel in pixels]),
        "staticSnr": mean.mean() / np.sqrt(difference.var(ddof=1) / even),
        "fluctuationPercent": 100 * deviation(mean) / mean.mean(),
        "driftPercent": 100 * np.ptp(fit(mean)) / mean.mean(),
        "decorrelationRadiusPixels": (deviation(middle) / middle.mean()) / (deviation(mean) / mean.mean()),
    }


def ct_water(volumes, spacing, job):
    """IEC 61223-3-5: the middle by 40 % of the diameter; regions of a tenth of it, 1 cm from the edge."""
    volume = volumes[0].astype(np.float64)
    discs = [Disc(image, spacing, np.abs(ndimage.uniform_filter(image, 5)) < 60) for image in volume]
    middles = [disc.image[disc.within(0.4 * disc.radius)] for disc in discs]
    noise = middles[len(discs) // 2].std(ddof=1)
    trim = int(np.ceil(5 / spacing[2]))
    water = max((values.mean() for values in middles[trim : len(middles) - trim]), key=abs)
    differences = []
    for disc in discs:
        region, out = 0.1 * disc.radius, 0.9 * disc.radius - 10
        centre = disc.image[disc.within(region)].mean()
        for x, y in ((0, -out), (out, 0), (0, out), (-out, 0)):
            differences.append(abs(disc.image[disc.within(region, x, y)].mean() - centre))
    return {"waterHu": water, "waterNoiseHu": noise, "uniformityHu": max(differences)}


def pet_cylinder(volumes, spacing, job):
    volume = volumes[0].astype(np.float64) * job["factor"]
    discs = [half_height(image, spacing) for image in volume]
    kept = discs[int(np.ceil(10 / spacing[2])) : len(discs) - int(np.ceil(10 / spacing[2]))]
    regions = [disc.image[disc.within(0.8 * disc.radius)] for disc in kept]
    values = np.concatenate(regions)
    mean = values.mean()
    return {
        "meanSuv": mean,
        "axialNonuniformityPercent": 100 * max(abs(region.mean() - mean) for region in regions) / mean,
        "petNoisePercent": 100 * values.std(ddof=1) / mean,
    }


def pet_spheres(volumes, spacing, job):
    """Spheres where the phantom was made to have them; voxels whose centres lie within half a voxel of them."""
    volume = volumes[0].astype(np.float64)
    at = np.indices(volume.shape)[::-1].reshape(3, -1).T
    affine = np.array(job["affine"]).reshape(4, 4)
    places = at @ affine[:3, :3].T + affine[:3, 3]
    flat = volume.ravel()
    ring = np.hypot(places[:, 0], places[:, 1])
    clear = np.abs(places[:, 2] - job["spheres"][0]["centreMm"][2]) <= 10
    clear &= (np.hypot(places[:, 0] / job["body"][0], places[:, 1] / job["body"][1]) < 0.8) & (ring > 40)
    for sphere in job["spheres"]:
        clear &= np.hypot(*(places[:, :2] - sphere["centreMm"][:2]).T) > 18.5 + 15
    background = flat[clear].mean()
    out = {}
    for sphere in job["spheres"]:
        distance = np.linalg.norm(places - sphere["centreMm"], axis=1)
        largest = flat[distance <= sphere["diameterMm"] / 2 + max(spacing) / 2].max()
        out[f"rcMax{sphere['diameterMm']}"] = largest / (job["ratio"] * background)
    return out


def adc(volumes, spacing, job):
    """The slope of the logarithm by numpy's fit, voxel by voxel, where the phantom was made to have its vials."""
    signal = np.stack(volumes).astype(np.float64)
    slices = signal.shape[1]
    trim = slices // 4
    rows, columns = np.indices(signal.shape[2:])
    affine = np.array(job["affine"]).reshape(4, 4)
    x, y = affine[0, 0] * columns + affine[0, 3], affine[1, 1] * rows + affine[1, 3]
    errors, noise = [], []
    for vial in job["vials"]:
        inside = np.hypot(x - vial["x"], y - vial["y"]) <= 0.7 * vial["radiusMm"]
        logs = np.log(signal[:, trim : slices - trim, inside].reshape(len(volumes), -1))
        slopes = -np.polyfit(job["bValues"], logs, 1)[0]
        errors.append(100 * abs(np.median(slopes) / vial["adcMm2PerS"] - 1))
        noise.append(100 * slopes.std(ddof=1) / slopes.mean())
    return {"adcErrorPercent": max(errors), "adcNoisePercent": max(noise)}


KINDS = {
    "acr-large": acr,
    "uniform": uniform,
    "stability": stability,
    "ct-water": ct_water,
    "pet-cylinder": pet_cylinder,
    "pet-spheres": pet_spheres,
    "adc": adc,
}

for line in sys.stdin:
    if line.strip():
        job = json.loads(line)
        columns, rows, slices = job["dims"]
        volumes = [np.fromfile(path, "<f4").reshape(slices, rows, columns) for path in job["images"]]
        found = KINDS[job["kind"]](volumes, job["spacingMm"], job)
        print(json.dumps({name: float(value) for name, value in found.items()}), flush=True)
