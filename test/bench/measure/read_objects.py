"""Reads objects with pydicom, and does nothing else: read_objects.py numbers|voxels FOLDER

numbers: every NUM of the reports, with its name, value, unit and tracking identifier.
voxels: the voxels of each segment of a segmentation, counted.
"""

import os
import sys

import numpy
import pydicom


def numbers_below(item, tracking, found):
    content = item.get("ContentSequence", [])
    for child in content:
        name = child.get("ConceptNameCodeSequence")
        if child.get("ValueType") == "TEXT" and name and name[0].get("CodeValue") == "112039":
            tracking = child.TextValue
    for child in content:
        if child.get("ValueType") == "NUM" and child.MeasuredValueSequence:
            measured = child.MeasuredValueSequence[0]
            unit = measured.MeasurementUnitsCodeSequence[0].CodeValue
            name = child.ConceptNameCodeSequence[0].CodeMeaning
            found.append((name, str(measured.NumericValue), unit, tracking))
        numbers_below(child, tracking, found)


def voxels_of(ds):
    pixels = ds.pixel_array
    if ds.SegmentationType == "LABELMAP":
        return numpy.bincount(pixels.ravel())
    counts = {}
    for frame, groups in zip(pixels, ds.PerFrameFunctionalGroupsSequence):
        number = groups.SegmentIdentificationSequence[0].ReferencedSegmentNumber
        counts[number] = counts.get(number, 0) + int(numpy.count_nonzero(frame))
    return counts


what, start = sys.argv[1:]
found = []
for folder, _, names in os.walk(start):
    for name in names:
        ds = pydicom.dcmread(os.path.join(folder, name))
        if what == "voxels":
            found.append(voxels_of(ds))
        elif ds.Modality == "SR":
            numbers_below(ds, None, found)
print(len(found), found[-1])
