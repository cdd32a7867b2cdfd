"""Reads names of sets (CT, MR_T1, PET), one a line; prints the figures of the values within their mask, by numpy.

The mask is that of the set's NIfTI file beside the DICOM: drawn by the data's makers, not by contours of ours.
"""

import glob
import gzip
import json
import os
import sys

import numpy as np
import pydicom


def mask_of(path):
    """Stored values of a NIfTI-1 file, columns fastest, and its affine in LPS mm."""
    content = (gzip.open if path.endswith(".gz") else open)(path, "rb").read()
    dims = np.frombuffer(content, "<i2", 8, 40)[1:4]
    kind = {2: "u1", 4: "<i2", 8: "<i4", 16: "<f4", 64: "<f8", 256: "i1", 512: "<u2"}[
        int(np.frombuffer(content, "<i2", 1, 70)[0])
    ]
    start = int(np.frombuffer(content, "<f4", 1, 108)[0])
    b, c, d = np.frombuffer(content, "<f4", 3, 256)
    # The quaternion (0, 0, 0, 1) turns half round z: columns and rows run along x and y of DICOM's axes.
    assert (b, c, d) == (0, 0, 1)
    steps = np.frombuffer(content, "<f4", 3, 80).astype(float)
    origin = np.frombuffer(content, "<f4", 3, 268) * [-1.0, -1.0, 1.0]
    affine = np.column_stack([np.diag(steps), origin])
    values = np.frombuffer(content, kind, int(np.prod(dims)), start).reshape(dims[::-1])
    return values, affine


def body_masses(image):
    """Masses in kg that SUVs of other kinds are per, of a man."""
    weight, height = float(image.PatientWeight), float(image.PatientSize) * 100
    ratio = (weight / height) ** 2
    bmi = weight / (height / 100) ** 2
    assert image.PatientSex == "M"
    return {
        "126406": 1.10 * weight - 128 * ratio,
        "suvlbm-james120": 1.10 * weight - 120 * ratio,
        "126405": 9270 * weight / (6680 + 216 * bmi),
    }


root = sys.argv[1]
for line in sys.stdin:
    name = line.strip()
    images = [pydicom.dcmread(path) for path in glob.glob(os.path.join(root, name, "image", "*"))]
    normal = np.cross(*np.array(images[0].ImageOrientationPatient, float).reshape(2, 3))
    images.sort(key=lambda image: float(np.dot(normal, np.array(image.ImagePositionPatient, float))))
    places = np.array([image.ImagePositionPatient for image in images], float)
    nifti = os.path.join(os.path.dirname(os.path.dirname(root)), "nifti", os.path.basename(root))
    mask, affine = mask_of(os.path.join(nifti, f"{name}_mask.nii.gz"))
    voxels = np.argwhere(mask > 0)[:, ::-1]
    found = voxels @ affine[:3, :3].T + affine[:3, 3]
    first = images[0]
    rows, columns = (float(v) for v in first.PixelSpacing)
    along = np.array(first.ImageOrientationPatient, float).reshape(2, 3)
    offset = found - places[0]
    step = float(np.dot(places[1] - places[0], normal))
    at = np.stack([offset @ normal / step, offset @ along[1] / rows, offset @ along[0] / columns], 1)
    index = np.rint(at).astype(int)
    assert np.abs(at - index).max() < 0.01
    layers = np.stack(
        [
            image.pixel_array * float(image.get("RescaleSlope", 1)) + float(image.get("RescaleIntercept", 0))
            for image in images
        ]
    )
    values = layers[tuple(index.T)]
    means = {}
    if name == "PET":
        # GML is SUVbw: PS3.3 C.8.9.1.
        assert first.Units == "GML"
        weight = float(first.PatientWeight)
        means = {code: values.mean() * mass / weight for code, mass in body_masses(first).items()}
    volume = len(values) * rows * columns * abs(step)
    print(
        json.dumps(
            {
                "set": name,
                "voxels": len(values),
                "mean": values.mean(),
                "maximum": values.max(),
                "minimum": values.min(),
                "standardDeviation": values.std(),
                "energy": float((values**2).sum()),
                "means": means,
                "metabolicVolume": volume if name == "PET" else None,
                "totalLesionGlycolysis": values.mean() * volume / 1000 if name == "PET" else None,
            }
        )
    )
