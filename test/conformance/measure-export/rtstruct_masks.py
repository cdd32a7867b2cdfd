"""Voxels of RT structure sets by crossing numbers of each voxel centre, with pydicom and numpy.

Arguments: pairs of a structure set and the folder of its images. Prints one JSON object a pair: ROI name to the number
of voxels in each slice, slices along row x column, and sums of the column and row indices.
"""

import json
import pathlib
import sys

import numpy
import pydicom


def stack(folder):
    images = [pydicom.dcmread(p, stop_before_pixels=True) for p in sorted(pathlib.Path(folder).iterdir())]
    row, column = numpy.split(numpy.array(images[0].ImageOrientationPatient, float), 2)
    normal = numpy.cross(row, column)
    images.sort(key=lambda image: normal @ numpy.array(image.ImagePositionPatient, float))
    origins = numpy.array([image.ImagePositionPatient for image in images], float)
    between, across = map(float, images[0].PixelSpacing)
    return images[0].Rows, images[0].Columns, row / across, column / between, normal, origins


def crossings(outline, x, y):
    """True where a ray to the right of (x, y) crosses the outline an odd number of times."""
    inside = numpy.zeros(numpy.broadcast(x, y).shape, bool)
    for (ax, ay), (bx, by) in zip(outline, numpy.roll(outline, -1, axis=0)):
        if ay == by:
            continue
        spans = (ay <= y) != (by <= y)
        inside ^= spans & (x < ax + (y - ay) * (bx - ax) / (by - ay))
    return inside


def main(structure_set, folder):
    rows, columns, across, down, normal, origins = stack(folder)
    names = {}
    file = pydicom.dcmread(structure_set)
    for roi in file.StructureSetROISequence:
        names[int(roi.ROINumber)] = str(roi.ROIName)
    found = {}
    for item in file.ROIContourSequence:
        mask = numpy.zeros((len(origins), rows, columns), bool)
        for contour in item.ContourSequence:
            points = numpy.array(contour.ContourData, float).reshape(-1, 3)
            place = (points @ normal).mean()
            k = int(numpy.argmin(numpy.abs(origins @ normal - place)))
            flat = (points - origins[k]) @ numpy.array([across, down]).T
            x, y = numpy.arange(columns)[None, :], numpy.arange(rows)[:, None]
            # Nanometres: what printing in decimals and turning back leaves.
            mask[k] ^= crossings(flat.round(6), x, y)
        slices, at_rows, at_columns = numpy.nonzero(mask)
        found[names[int(item.ReferencedROINumber)]] = {
            "slices": mask.sum(axis=(1, 2)).tolist(),
            "columns": int(at_columns.sum()),
            "rows": int(at_rows.sum()),
        }
    print(json.dumps(found))


for at in range(1, len(sys.argv), 2):
    main(sys.argv[at], sys.argv[at + 1])
