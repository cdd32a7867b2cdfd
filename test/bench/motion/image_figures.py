"""Some of qc-motion's figures of one MR volume with pydicom, numpy and scipy: masks, EFC, FBER, Dietrich SNR, QI1.

The others (classes, QI2, ghost, blur, ringing, wrap-around, cut-off, clipping) have no counterpart here.
"""

import json
import sys

import numpy as np
from read_run import read_run
from scipy import ndimage

CROSS = ndimage.generate_binary_structure(2, 1)[:, :, None]


def otsu(values):
    counts, edges = np.histogram(values, 256)
    middles = (edges[1:] + edges[:-1]) / 2
    below = np.cumsum(counts)
    above = below[-1] - below
    first = np.cumsum(counts * middles)
    with np.errstate(divide="ignore", invalid="ignore"):
        apart = first / below - (first[-1] - first) / above
        return middles[np.nanargmax(below * above * apart**2)]


def object_mask(values):
    bound = otsu(values)
    air, inside = np.median(values[values < bound]), np.median(values[values >= bound])
    bright = values > air + (inside - air) / 4
    labels, _ = ndimage.label(ndimage.binary_erosion(bright, CROSS))
    largest = labels == np.argmax(np.bincount(labels.ravel())[1:]) + 1
    filled = ndimage.maximum_filter(largest, (3, 3, 1)) & bright
    for axis in (2, 1, 0):
        for plane in np.moveaxis(filled, axis, 0):
            plane[:] = ndimage.binary_fill_holes(plane)
    return filled


def main(folder):
    data, affine = read_run(folder)
    values = data[..., 0]
    spacing = np.linalg.norm(affine[:3, :3], axis=0)
    inside = object_mask(values)
    reach = [2 * max(1, round(6 / mm)) + 1 for mm in spacing]
    air = ~ndimage.maximum_filter(inside, reach)
    energy = np.sqrt(np.sum(values.astype(np.float64) ** 2))
    share = values[values > 0] / energy
    root = np.sqrt(values.size)
    noise = values[air]
    quarters = np.percentile(noise, [25, 75])
    sigma = (quarters[1] - quarters[0]) / 0.9066
    bright = air & (values > sigma * np.sqrt(-2 * np.log(0.05)))
    figures = {
        "efc": -np.sum(share * np.log(share), dtype=np.float64) / (root * np.log(root)),
        "fber": np.mean(values[inside].astype(np.float64) ** 2) / np.mean(noise.astype(np.float64) ** 2),
        "snrDietrich": np.median(values[inside]) / sigma,
        "qi1": np.mean(ndimage.binary_opening(bright, CROSS)[air]),
    }
    print(json.dumps({name: float(value) for name, value in figures.items()}))


main(sys.argv[1])
