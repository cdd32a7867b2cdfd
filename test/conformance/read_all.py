"""Reads DICOM files with pydicom and prints what it sees, one JSON object a line, for pydicom.test.ts to compare.

Input: one JSON object a line, {"path": ..., "force": bool}. Output for each, in the same order: {"path": ...,
"meta": [...], "elements": [[where, coded VR or null, VR, kind, value], ...]} or {"path": ..., "error": class name};
`meta` is the file meta information in the same form. `where` is the path of tags, as 00081140[0].00081155; sequences are followed to MAX_DEPTH.
"""

import hashlib
import json
import sys
import warnings

from pydicom import config, dcmread
from pydicom.dataelem import RawDataElement
from pydicom.multival import MultiValue

MAX_DEPTH = 3
NUMBERS = {"US", "SS", "UL", "SL", "FL", "FD", "UV", "SV", "AT", "DS", "IS"}


def many(value):
    """A value as a list; nothing for an empty one."""
    if value is None or value == "":
        return []
    return list(value) if isinstance(value, (list, tuple, MultiValue)) else [value]


def text_of_number(value):
    """A number as text that loses nothing, so that 64-bit integers and NaN pass through JSON."""
    if value is None or value == "":
        return ""
    return repr(float(value)) if isinstance(value, float) or "." in str(value) else str(int(value))


def describe(element):
    """Kind and value: numbers and texts as lists of text, bytes as [length, digest], a sequence as its item count."""
    value = element.value
    if element.VR == "SQ":
        return "sequence", len(value)
    if isinstance(value, (bytes, bytearray)):
        return "bytes", [len(value), hashlib.sha1(value).hexdigest()]
    if element.VR in NUMBERS:
        return "numbers", [text_of_number(each) for each in many(value)]
    return "texts", [str(each) for each in many(value)]


def walk(dataset, prefix, depth, out):
    """Appends one entry for each element of a data set and of its items."""
    for tag in sorted(dataset.keys()):
        where = f"{prefix}{tag:08x}"
        raw = dataset.get_item(tag)
        coded = raw.VR if isinstance(raw, RawDataElement) else None
        try:
            element = dataset[tag]
            kind, value = describe(element)
        except Exception as error:  # a value that pydicom refuses is a difference to explain, not the end
            out.append([where, coded, coded, "error", type(error).__name__])
            continue
        out.append([where, coded, element.VR, kind, value])
        if kind == "sequence" and depth < MAX_DEPTH:
            for number, item in enumerate(element.value):
                walk(item, f"{where}[{number}].", depth + 1, out)


def read(job):
    """What pydicom sees of one file."""
    try:
        dataset = dcmread(job["path"], force=job["force"], stop_before_pixels=True)
        meta, elements = [], []
        walk(dataset.file_meta, "", 0, meta)
        walk(dataset, "", 0, elements)
        return {"path": job["path"], "meta": meta, "elements": elements}
    except Exception as error:
        return {"path": job["path"], "error": type(error).__name__}


def main():
    """One line in, one line out."""
    warnings.simplefilter("ignore")
    config.settings.reading_validation_mode = config.IGNORE
    for line in sys.stdin:
        print(json.dumps(read(json.loads(line))))


main()
