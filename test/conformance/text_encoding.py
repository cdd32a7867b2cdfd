"""Reads DICOM files with pydicom and prints their text, for text-encoding.test.ts to compare.

Input: one JSON object a line, {"file": base64}. Output for each, in the same order: {"name": ..., "institution": [...],
"comments": ...} or {"error": class name}.
"""

import base64
import io
import json
import sys
import warnings

from pydicom import dcmread
from pydicom.multival import MultiValue

warnings.simplefilter("ignore")


def values(value):
    """The values of an element as a list."""
    return list(value) if isinstance(value, (list, MultiValue)) else [value]


def texts(data):
    """The three texts of a file; str() decodes a name in full."""
    dataset = dcmread(io.BytesIO(data))
    return {
        "name": str(dataset.PatientName),
        "institution": values(dataset.InstitutionName),
        "comments": dataset.PatientComments,
    }


for line in sys.stdin:
    try:
        result = texts(base64.b64decode(json.loads(line)["file"]))
    except Exception as error:  # a refusal is a difference to report, not the end
        result = {"error": type(error).__name__}
    print(json.dumps(result))
