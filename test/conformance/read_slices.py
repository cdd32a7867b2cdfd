"""Where pydicom says that classic images lie, and SHA-256 of their stored values: one JSON line a file below argv[1]."""

import hashlib
import json
import os
import sys
import warnings

import pydicom

warnings.simplefilter("ignore")

for folder, _, names in sorted(os.walk(sys.argv[1])):
    for name in sorted(names):
        ds = pydicom.dcmread(os.path.join(folder, name), force=True)
        if "ImagePositionPatient" not in ds or "PixelData" not in ds:
            continue
        values = ds.pixel_array.astype("<i4").tobytes()
        line = {
            "uid": str(ds.SOPInstanceUID),
            "position": [float(mm) for mm in ds.ImagePositionPatient],
            "sha256": hashlib.sha256(values).hexdigest(),
        }
        print(json.dumps(line))
