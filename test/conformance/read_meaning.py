"""What pydicom makes of overlays and of modality values: SHA-256 of each, one JSON line a file named on stdin."""

import hashlib
import json
import sys
import warnings

import numpy
import pydicom
from pydicom.pixel_data_handlers.util import apply_modality_lut

warnings.simplefilter("ignore")


def digest(array):
    return hashlib.sha256(numpy.ascontiguousarray(array).tobytes()).hexdigest()


def overlays(ds):
    found = {}
    for group in range(0x6000, 0x6020, 2):
        if (group, 0x3000) in ds:
            found[str(group)] = digest(ds.overlay_array(group).astype("uint8"))
    return found


def modality(ds):
    if ds.get("SamplesPerPixel") != 1 or "PerFrameFunctionalGroupsSequence" in ds:
        return None
    if ds.file_meta.TransferSyntaxUID.is_compressed or ds.get("BitsAllocated") not in (8, 16):
        return None
    # pydicom gives the words as they are: PS3.5 8.1.1 says that only Bits Stored of them are the value.
    unused = ds.BitsAllocated - ds.BitsStored
    if ds.HighBit != ds.BitsStored - 1:
        return None
    stored = (ds.pixel_array << unused) >> unused
    return digest(apply_modality_lut(stored, ds).astype("float64").astype("<f4"))


for path in sys.stdin.read().splitlines():
    line = {"path": path}
    try:
        ds = pydicom.dcmread(path)
        line["overlays"] = overlays(ds)
        line["modality"] = modality(ds)
    except Exception as error:  # a file that pydicom cannot read is no measure
        line["error"] = type(error).__name__
    print(json.dumps(line))
