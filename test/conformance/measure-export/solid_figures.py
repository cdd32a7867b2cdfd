"""Figures of each segment of a binary SEG by numpy and scipy, and its voxels: one JSON object a line."""

import base64
import json
import sys

import numpy as np
import pydicom
from scipy.spatial import ConvexHull
from scipy.spatial.distance import pdist


def frames_of(ds):
    """Masks by segment number: position along the normal -> mask; and the geometry."""
    shared = ds.SharedFunctionalGroupsSequence[0]
    first = ds.PerFrameFunctionalGroupsSequence[0]

    def group(frame, name):
        return (frame if name in frame else shared)[name][0]

    row, column = np.reshape([float(v) for v in group(first, "PlaneOrientationSequence").ImageOrientationPatient], (2, 3))
    dy, dx = (float(v) for v in group(first, "PixelMeasuresSequence").PixelSpacing)
    normal = np.cross(row, column)
    pixels = ds.pixel_array.reshape(-1, ds.Rows, ds.Columns)
    segments = {}
    for mask, frame in zip(pixels, ds.PerFrameFunctionalGroupsSequence):
        number = int(group(frame, "SegmentIdentificationSequence").ReferencedSegmentNumber)
        place = np.array([float(v) for v in frame.PlanePositionSequence[0].ImagePositionPatient])
        segments.setdefault(number, []).append((float(normal @ place), place, mask))
    return segments, row * dx, column * dy, normal


def longest(points):
    points = np.unique(points, axis=0)
    if len(points) > 50:
        flat = points[:, np.ptp(points, axis=0) > 0]
        points = points[ConvexHull(flat).vertices]
    return float(pdist(points).max())


def vertices(mask, axes):
    """Middles of the steps from inside to outside: (k, j, i)."""
    padded = np.pad(mask, 1).astype(np.int8)
    found = []
    for axis in axes:
        cut = np.argwhere(np.diff(padded, axis=axis) != 0).astype(float) - 1
        cut[:, axis] += 0.5
        found.append(cut)
    return np.concatenate(found)


for path in sys.argv[1:]:
    segments, step_i, step_j, normal = frames_of(pydicom.dcmread(path))
    for number, frames in sorted(segments.items()):
        frames.sort(key=lambda frame: frame[0])
        if len(frames) < 2:
            continue
        distances = np.diff([frame[0] for frame in frames])
        step = float(np.median(distances))
        if np.abs(distances - step).max() > 0.01:
            continue
        step_k = (frames[-1][1] - frames[0][1]) / (len(frames) - 1)
        mask = np.stack([frame[2] for frame in frames])
        steps = np.stack([step_k, step_j, step_i])
        in_slice = (vertices(plane, [1, 2]) for plane in np.split(mask, len(mask)) if plane.any())
        index = np.argwhere(mask)
        print(json.dumps({
            "segment": number,
            "size": list(mask.shape[::-1]),
            "affine": np.vstack([np.column_stack([step_i, step_j, step_k, frames[0][1]]), [0, 0, 0, 1]]).ravel().tolist(),
            "voxels": base64.b64encode(mask.astype(np.uint8).tobytes()).decode(),
            "voxelCount": int(mask.sum()),
            "volume": float(mask.sum() * abs(np.linalg.det(steps))),
            "maximum3DDiameter": longest(vertices(mask, [0, 1, 2]) @ steps),
            "maximumAxialDiameter": max(longest(points[:, 1:] @ np.stack([step_j, step_i])) for points in in_slice),
            "centroid": (index.mean(axis=0) @ steps + frames[0][1]).tolist(),
        }))
