"""Reads every text of DICOM files with pydicom, for rewrite-charset.test.ts.

Input: one JSON object a line, {"path": path, "force": bool}. Output for each, in the same order: an object of
path of tags -> [VR, text], or {"error": class name}. Texts are those that Specific Character Set governs (PS3.5 6.1.2.3),
sequences are followed to any depth.
"""

import json
import sys
import warnings

from pydicom import config, dcmread
from pydicom.multival import MultiValue

GOVERNED = {"LO", "LT", "PN", "SH", "ST", "UC", "UT"}


def text_of(value):
    """One text of all values."""
    if value is None:
        return ""
    values = value if isinstance(value, (list, tuple, MultiValue)) else [value]
    return "\\".join(str(each) for each in values)


def walk(dataset, prefix, out):
    """Adds the texts of a data set and of its items."""
    for tag in sorted(dataset.keys()):
        where = f"{prefix}{tag:08x}"
        try:
            element = dataset[tag]
            if element.VR == "SQ":
                for number, item in enumerate(element.value):
                    walk(item, f"{where}[{number}].", out)
            elif element.VR in GOVERNED:
                out[where] = [element.VR, text_of(element.value)]
        except Exception as error:  # a value that pydicom refuses is compared as its refusal
            out[where] = ["error", type(error).__name__]


def read(job):
    """The texts of one file."""
    try:
        out = {}
        walk(dcmread(job["path"], force=job["force"], stop_before_pixels=True), "", out)
        return out
    except Exception as error:
        return {"error": type(error).__name__}


def main():
    """One line in, one line out."""
    warnings.simplefilter("ignore")
    config.settings.reading_validation_mode = config.IGNORE
    for line in sys.stdin:
        print(json.dumps(read(json.loads(line))), flush=True)


main()
