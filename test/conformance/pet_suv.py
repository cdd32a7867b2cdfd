"""Uptake time and the factor to SUVbw of PET images, by the QIBA pseudo-code, with pydicom and datetime alone.

Reads paths, one a line. Prints, one JSON object a line: path, uptake (s or null), factor (or null), values (the distinct
rescaled values of a small set, or null).
"""

import json
import math
import sys
import warnings
from datetime import datetime, timedelta

import pydicom

warnings.simplefilter("ignore")


def moment(date, time):
    """DA and TM, or a whole DT, as a datetime."""
    text = (str(date) + str(time)).split("+")[0]
    whole, _, fraction = text.partition(".")
    found = datetime.strptime(whole.ljust(14, "0"), "%Y%m%d%H%M%S")
    return found + timedelta(seconds=float("0." + (fraction or "0")))


def private(ds, group, creator, offset):
    try:
        return ds.private_block(group, creator)[offset].value
    except KeyError:
        return None


def text(value):
    return value.decode("ascii").strip("\0 ") if isinstance(value, bytes) else str(value)


def injected(item, series_date, acquired):
    if item.get("RadiopharmaceuticalStartDateTime"):
        return moment(item.RadiopharmaceuticalStartDateTime, "")
    if not item.get("RadiopharmaceuticalStartTime"):
        return None
    found = moment(series_date, item.RadiopharmaceuticalStartTime)
    return found - timedelta(days=1) if found > acquired else found


def reference(ds, acquired, half_life):
    series = moment(ds.SeriesDate, ds.SeriesTime)
    if series <= acquired:
        return series
    ge = private(ds, 0x0009, "GEMS_PETD_01", 0x0D)
    if ge is not None:
        return moment(text(ge), "")
    rate = math.log(2) / half_life
    decayed = rate * float(ds.ActualFrameDuration) / 1000
    mean = math.log(decayed / (1 - math.exp(-decayed))) / rate
    return acquired + timedelta(seconds=mean - float(ds.FrameReferenceTime) / 1000)


def factor(ds, acquired, start):
    flags = list(ds.get("CorrectedImage") or [])
    if "ATTN" not in flags or "DECY" not in flags or ds.DecayCorrection not in ("START", "ADMIN"):
        return None
    to_activity = 1.0
    if ds.Units == "GML":
        return 1.0 if ds.get("SUVType", "BW") == "BW" else None
    if ds.Units == "CNTS":
        suv = private(ds, 0x7053, "Philips PET Private Group", 0x00)
        if suv is not None and float(text(suv)) > 0:
            return float(text(suv))
        activity = private(ds, 0x7053, "Philips PET Private Group", 0x09)
        if activity is None or float(text(activity)) <= 0:
            return None
        to_activity = float(text(activity))
    elif ds.Units != "BQML":
        return None
    item = ds.RadiopharmaceuticalInformationSequence[0]
    dose = float(item.RadionuclideTotalDose)
    half_life = float(item.RadionuclideHalfLife)
    if ds.DecayCorrection == "START":
        gone = (reference(ds, acquired, half_life) - start).total_seconds()
        dose *= 2 ** (-gone / half_life)
    return to_activity * float(ds.PatientWeight) * 1000 / dose


def main():
    for line in sys.stdin:
        path = line.strip()
        ds = pydicom.dcmread(path)
        acquired = moment(ds.AcquisitionDate, ds.AcquisitionTime)
        start = injected(ds.RadiopharmaceuticalInformationSequence[0], ds.SeriesDate, acquired)
        stored = sorted({int(v) for v in ds.pixel_array.ravel()})
        slope, intercept = float(ds.RescaleSlope), float(ds.RescaleIntercept)
        few = len(stored) <= 8
        print(
            json.dumps(
                {
                    "path": path,
                    "uptake": (acquired - start).total_seconds(),
                    "factor": factor(ds, acquired, start),
                    "values": [v * slope + intercept for v in stored] if few else None,
                }
            )
        )


main()
