"""What of de-identified files must not depend on what else is delivered, as pydicom reads it: pixels, UIDs, dates and the ID.
Texts are left out: what is cleaned from them are the values that the delivery knows.

Arguments: folders. Standard output: one JSON object a line, `{"file": path below its folder, "digests": {kind: SHA-256}}`.
"""

import hashlib
import json
import os
import sys
import warnings

from pydicom import config, dcmread

PIXELS = ("PixelData", "FloatPixelData", "DoubleFloatPixelData")


def values(dataset, vrs, path=""):
    """Elements of some VRs at every level, with where they stand."""
    for element in dataset:
        here = f"{path}/{element.tag}"
        if element.VR == "SQ":
            for at, item in enumerate(element.value):
                yield from values(item, vrs, f"{here}[{at}]")
        elif element.VR in vrs and not element.tag.is_private:
            yield here, str(element.value)


def digest(value):
    whole = value if isinstance(value, bytes) else json.dumps(value).encode()
    return hashlib.sha256(whole).hexdigest()


def main():
    warnings.simplefilter("ignore")
    config.settings.reading_validation_mode = config.IGNORE
    for top in sys.argv[1:]:
        for folder, _, names in os.walk(top):
            for path in (os.path.join(folder, name) for name in names):
                dataset = dcmread(path)
                pixels = b"".join(dataset.get_item(key).value or b"" for key in PIXELS if key in dataset)
                kinds = {
                    "pixels": pixels,
                    "UIDs": list(values(dataset, ("UI",))),
                    "dates": list(values(dataset, ("DA", "DT", "TM"))),
                    "ID": str(dataset.PatientID),
                }
                digests = {kind: digest(value) for kind, value in kinds.items()}
                print(json.dumps({"file": os.path.relpath(path, top), "digests": digests}))


main()
