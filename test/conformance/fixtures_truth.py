"""Judges the truth of fixture collections from their files alone, with pydicom and numpy, for fixtures-truth.test.ts.

Argument: the folder with the collections and their truths. Output: {"name of a figure": how far it is from the truth}.
"""

import glob
import json
import os
import sys
from datetime import datetime, timedelta

import numpy as np
from pydicom import dcmread

ROOT = sys.argv[1]


def truth(name):
    """The truth of a collection."""
    with open(os.path.join(ROOT, f"{name}.truth.json"), encoding="utf-8") as file:
        return json.load(file)


def files(*parts):
    """All data sets below a folder."""
    paths = glob.glob(os.path.join(ROOT, *parts, "**", "*"), recursive=True)
    return [dcmread(path) for path in sorted(paths) if os.path.isfile(path)]


def rotation(axis, degrees):
    """A right-handed turn about one axis."""
    c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    first, second = [(1, 2), (2, 0), (0, 1)][axis]
    matrix = np.eye(3)
    matrix[first, first] = matrix[second, second] = c
    matrix[second, first], matrix[first, second] = s, -s
    return matrix


def motion():
    """Matrices from parameters; Power's displacement from parameters and Jenkinson's from matrices."""
    worst = {"matrix": 0, "power": 0, "jenkinson": 0}
    for run in truth("motion")["series"]:
        centre = np.array(run["grid"]["centreMm"], float)
        before = before_six = None
        for volume in run["motion"]:
            shift, turn = np.array(volume["translationMm"]), np.array(volume["rotationDeg"])
            matrix = np.eye(4)
            matrix[:3, :3] = rotation(2, turn[2]) @ rotation(1, turn[1]) @ rotation(0, turn[0])
            matrix[:3, 3] = centre + shift - matrix[:3, :3] @ centre
            told = np.array(volume["transform"]).reshape(4, 4)
            worst["matrix"] = max(worst["matrix"], np.abs(matrix - told).max())
            six = np.r_[shift, 50 * np.radians(turn)]
            if before is not None:
                change = matrix @ np.linalg.inv(before) - np.eye(4)
                at_centre = change[:3, :3] @ centre + change[:3, 3]
                jenkinson = np.sqrt(80**2 / 5 * np.sum(change[:3, :3] ** 2) + at_centre @ at_centre)
                power = np.abs(six - before_six).sum()
                worst["jenkinson"] = max(worst["jenkinson"], abs(jenkinson - volume["fdJenkinsonMm"]))
                worst["power"] = max(worst["power"], abs(power - volume["fdPowerMm"]))
            before, before_six = matrix, six
    return {f"motion {key}": value for key, value in worst.items()}


def mosaic_volume(data_set):
    """b, direction and voxels of a mosaic of 20 tiles, from the elements of SIEMENS MR HEADER."""
    direction = data_set[0x0019, 0x100E].value if (0x0019, 0x100E) in data_set else [0, 0, 0]
    side = data_set.Rows // 5
    tiles = data_set.pixel_array.reshape(5, side, 5, side).swapaxes(1, 2).reshape(25, side, side)[:20]
    return float(data_set[0x0019, 0x100C].value), direction, tiles


def enhanced_volumes(data_set):
    """b, direction and voxels of each time point of an enhanced object."""
    volumes = {}
    for group, pixels in zip(data_set.PerFrameFunctionalGroupsSequence, data_set.pixel_array):
        weighting = group.MRDiffusionSequence[0]
        gradient = weighting.get("DiffusionGradientDirectionSequence")
        direction = gradient[0].DiffusionGradientOrientation if gradient else [0, 0, 0]
        time = group.FrameContentSequence[0].TemporalPositionIndex
        volumes.setdefault(time, (weighting.DiffusionBValue, direction, []))[2].append(pixels)
    return [(b, direction, np.array(pixels)) for b, direction, pixels in volumes.values()]


def tensor(volumes, b0_signal):
    """A tensor by weighted least squares over the voxels that have a tissue's signal at b = 0."""
    b = np.array([volume[0] for volume in volumes])
    x, y, z = np.array([volume[1] for volume in volumes], float).T
    signals = np.array([volume[2] for volume in volumes], float)
    unweighted = signals[b == 0].mean(axis=0)
    inside = np.abs(unweighted - b0_signal) < 0.04 * b0_signal
    # An edge between two tissues passes through the value of a third: what lies around has to be alike.
    for axis in range(3):
        for step in (-1, 1):
            inside &= np.abs(np.roll(unweighted, step, axis) - unweighted) < 0.06 * b0_signal
    mean = signals[:, inside].mean(axis=1)
    columns = [np.ones_like(b), -b * x * x, -2 * b * x * y, -2 * b * x * z, -b * y * y, -2 * b * y * z, -b * z * z]
    design = np.array(columns).T * mean[:, None]
    _, xx, xy, xz, yy, yz, zz = np.linalg.lstsq(design, mean * np.log(mean), rcond=None)[0]
    return np.array([[xx, xy, xz], [xy, yy, yz], [xz, yz, zz]])


def diffusion():
    """Axis and mean diffusivity of the two tissues with a direction."""
    told = truth("diffusion")
    forms = {
        "mosaic": [mosaic_volume(data_set) for data_set in files("diffusion", "mosaic")],
        "enhanced": enhanced_volumes(files("diffusion", "enhanced")[0]),
    }
    out = {}
    for form, volumes in forms.items():
        for tissue in ("white", "stem"):
            fitted = tensor(volumes, told["b0Signals"][tissue])
            true = told["tensors"][tissue]
            axis = np.linalg.eigh(fitted)[1][:, 2]
            angle = np.degrees(np.arccos(min(1, abs(axis @ np.array(true["axis"])))))
            mean = (true["alongMm2PerS"] + 2 * true["acrossMm2PerS"]) / 3
            out[f"{form} {tissue} axis"] = angle
            out[f"{form} {tissue} diffusivity"] = abs(np.trace(fitted) / 3 / mean - 1)
    return out


def moment(date, time):
    """A DICOM date and time."""
    whole, _, part = str(time).partition(".")
    return datetime.strptime(f"{date}{whole}", "%Y%m%d%H%M%S") + timedelta(seconds=float(f"0.{part or 0}"))


def scan_start(slices):
    """QIBA: the series time unless it is later than the acquisition, then what the vendor has instead."""
    first = slices[0]
    acquired = min(moment(s.AcquisitionDate, s.AcquisitionTime) for s in slices)
    series = moment(first.SeriesDate, first.SeriesTime)
    if series <= acquired:
        return series
    if first.Manufacturer.startswith("GE"):
        text = str(first[0x0009, 0x100D].value)
        return moment(text[:8], text[8:])
    rate = np.log(2) / float(first.RadiopharmaceuticalInformationSequence[0].RadionuclideHalfLife)
    frame = float(first.ActualFrameDuration) / 1000
    average = np.log(rate * frame / (1 - np.exp(-rate * frame))) / rate
    return acquired - timedelta(seconds=float(first.FrameReferenceTime) / 1000 - average)


def suv_factor(slices):
    """What makes SUVbw of rescaled values, from the headers alone."""
    first = slices[0]
    if first.Units == "GML":
        return 1
    factor = 1
    if first.Units == "CNTS":
        suv, activity = float(first[0x7053, 0x1000].value), float(first[0x7053, 0x1009].value)
        if suv:
            return suv
        factor = activity
    drug = first.RadiopharmaceuticalInformationSequence[0]
    dose = float(drug.RadionuclideTotalDose)
    if first.DecayCorrection == "START":
        start = scan_start(slices)
        given = drug.get("RadiopharmaceuticalStartDateTime")
        injected = moment(given[:8], given[8:]) if given else moment(f"{start:%Y%m%d}", drug.RadiopharmaceuticalStartTime)
        injected -= timedelta(days=1) if injected > start else timedelta()
        dose *= 2 ** (-(start - injected).total_seconds() / float(drug.RadionuclideHalfLife))
    return factor * float(first.PatientWeight) * 1000 / dose


def suv():
    """The mean of the background and of the voxels at the centre of the largest sphere."""
    series = {}
    for data_set in files("pet-suv"):
        series.setdefault(data_set.SeriesInstanceUID, []).append(data_set)
    out = {}
    for told in truth("pet-suv")["pet"]:
        slices = sorted(series[told["seriesUID"]], key=lambda s: float(s.ImagePositionPatient[2]))
        left, top, low = (float(v) for v in slices[0].ImagePositionPatient)
        down, across = (float(v) for v in slices[0].PixelSpacing)
        step = float(slices[1].ImagePositionPatient[2]) - low
        values = np.array([s.pixel_array * float(s.RescaleSlope) + float(s.RescaleIntercept) for s in slices])
        values = values * suv_factor(slices)
        z, y, x = np.indices(values.shape)
        x, y, z = left + across * x, top + down * y, low + step * z
        ring = (np.hypot(x, y) > 35) & (np.hypot(x, y) < 50) & (np.abs(z) > 30)
        kind = "suvLbmJanmahasatian" if told.get("suvType") == "LBMJANMA" else "suvBw"
        error = abs(values[ring].mean() / told["background"][kind] - 1)
        # A blurred sphere of 37 mm is less than whole even 8 mm from its middle.
        for sphere in told["spheres"][:1] if told["psfFwhmMm"] == 0 else []:
            cx, cy, cz = sphere["centreMm"]
            inside = (x - cx) ** 2 + (y - cy) ** 2 + (z - cz) ** 2 < 8**2
            error = max(error, abs(values[inside].mean() / sphere["expected"][kind] - 1))
        out[f"suv {told['key']}"] = error
    return out


json.dump({**motion(), **diffusion(), **suv()}, sys.stdout)
