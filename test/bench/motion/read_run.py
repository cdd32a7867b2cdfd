"""Reads a run of volumes from a folder of DICOM with pydicom and nibabel: mosaics, classic slices, or enhanced frames."""

import os

import numpy as np
import pydicom
from nibabel.nicom import dicomwrappers


def read_run(folder):
    """Volumes of shape (columns, rows, slices, time), float32, and their affine: voxel index to patient LPS, mm."""
    headers = []
    for path, _, names in os.walk(folder):
        for name in names:
            headers.append(pydicom.dcmread(os.path.join(path, name)))
    first = headers[0]
    if "NumberOfFrames" in first:
        return enhanced(first)
    if "MOSAIC" in first.ImageType:
        return mosaics(headers)
    return classic(headers)


def mosaics(headers):
    headers.sort(key=lambda header: int(header.InstanceNumber))
    wrapped = [dicomwrappers.wrapper_from_data(header) for header in headers]
    volumes = [np.swapaxes(one.get_data(), 0, 1) for one in wrapped]
    affine = wrapped[0].affine[:, [1, 0, 2, 3]]
    return np.stack(volumes, axis=-1).astype(np.float32), affine


def classic(headers):
    """Slices at one place follow each other in time by instance number."""
    slices = [
        {
            "plane": (header.ImageOrientationPatient, header.PixelSpacing),
            "position": np.array(header.ImagePositionPatient, float),
            "order": int(header.InstanceNumber),
            "pixels": header.pixel_array * float(header.get("RescaleSlope", 1))
            + float(header.get("RescaleIntercept", 0)),
        }
        for header in headers
    ]
    return assembled(slices)


def enhanced(header):
    """Frames at one place follow each other in time by temporal position."""
    shared = header.SharedFunctionalGroupsSequence[0]
    frames = header.pixel_array

    def group(frame, name):
        return (frame if name in frame else shared)[name].value[0]

    slices = []
    for number, frame in enumerate(header.PerFrameFunctionalGroupsSequence):
        orientation = group(frame, "PlaneOrientationSequence").ImageOrientationPatient
        content = frame.FrameContentSequence[0]
        slices.append(
            {
                "plane": (orientation, group(frame, "PixelMeasuresSequence").PixelSpacing),
                "position": np.array(group(frame, "PlanePositionSequence").ImagePositionPatient, float),
                "order": (int(content.get("TemporalPositionIndex", 0)), number),
                "pixels": frames[number],
            }
        )
    return assembled(slices)


def assembled(slices):
    orientation, spacing = slices[0]["plane"]
    row, column = np.array(orientation[:3], float), np.array(orientation[3:], float)
    normal = np.cross(row, column)
    places = {}
    for one in slices:
        places.setdefault(round(float(normal @ one["position"]), 2), []).append(one)
    stack = [sorted(places[place], key=lambda one: one["order"]) for place in sorted(places)]
    volumes = min(len(place) for place in stack)
    data = np.stack(
        [np.stack([place[t]["pixels"].T for place in stack], axis=-1) for t in range(volumes)], axis=-1
    )
    affine = np.eye(4)
    affine[:3, 0] = row * float(spacing[1])
    affine[:3, 1] = column * float(spacing[0])
    first, last = stack[0][0]["position"], stack[-1][0]["position"]
    affine[:3, 2] = (last - first) / max(1, len(stack) - 1)
    affine[:3, 3] = first
    return data.astype(np.float32), affine
