"""Tells how pairs of DICOM files differ, for rewrite.test.ts.

Input: one JSON object a line, {"before": path, "after": path, "force": bool}. Output for each, in the same order: a list
of [where, what, value], `where` the path of tags as 00081140[0].00081155, `what` one of added, removed, changed, and the
raw value afterwards in hex, or recounted and the number of items of a sequence that has more or fewer; or {"error":
class name}. Nothing is decoded: raw bytes are compared, pixel data included, sequences item by item. Group lengths are left out.
"""

import json
import sys
import warnings

from pydicom import config, dcmread
from pydicom.dataelem import RawDataElement


def raw_bytes(dataset, tag):
    """The value's bytes as they stand in the file, or None for a sequence."""
    raw = dataset.get_item(tag)
    if isinstance(raw, RawDataElement):
        if raw.VR == "SQ":
            return None
        element = dataset[tag] if raw.VR in (None, "UN") and raw.length != 0 else None
        return None if element is not None and element.VR == "SQ" else (raw.value or b"")
    return None if raw.VR == "SQ" else (raw.value or b"")


def shown(value):
    """Hex for bytes; text for what pydicom keeps decoded."""
    return bytes(value).hex() if isinstance(value, (bytes, bytearray)) else str(value)


def walk(before, after, prefix, out):
    """Appends one entry a difference."""
    for tag in sorted(set(before.keys()) | set(after.keys())):
        if tag & 0xFFFF == 0:
            continue
        where = f"{prefix}{tag:08x}"
        if tag not in after:
            out.append([where, "removed", ""])
            continue
        new = raw_bytes(after, tag)
        if tag not in before:
            out.append([where, "added", "" if new is None else shown(new)])
            continue
        old = raw_bytes(before, tag)
        if old is None and new is None:
            items_before, items_after = before[tag].value, after[tag].value
            if len(items_before) != len(items_after):
                out.append([where, "recounted", str(len(items_after))])
                continue
            for number, (one, other) in enumerate(zip(items_before, items_after)):
                walk(one, other, f"{where}[{number}].", out)
        elif old != new:
            out.append([where, "changed", "0" if new is None else shown(new)])


def compare(job):
    """All differences of a pair."""
    try:
        before = dcmread(job["before"], force=job["force"])
        after = dcmread(job["after"], force=job["force"])
        out = []
        walk(before.file_meta, after.file_meta, "", out)
        walk(before, after, "", out)
        return out
    except Exception as error:
        return {"error": type(error).__name__}


def main():
    """One line in, one line out."""
    warnings.simplefilter("ignore")
    config.settings.reading_validation_mode = config.IGNORE
    for line in sys.stdin:
        print(json.dumps(compare(json.loads(line))), flush=True)


main()
