"""Searches de-identified files for what identified their sources, by nothing of the tool's own: pydicom reads the sources,
and the bytes of each released file but its pixels, and its path below the output folder, are searched.

Arguments: the output folder. Standard input: one JSON object a line with `source` and `released`. Standard output:
`{"hit": [keyword that the value comes from, file, keyword that it stands in]}` (no values), then `{"searched": values}`.
"""

import json
import os
import re
import sys
import warnings

from pydicom import config, dcmread

PIXELS = ("PixelData", "FloatPixelData", "DoubleFloatPixelData")
KEYWORDS = (
    "PatientID OtherPatientIDs AccessionNumber StudyID AdmissionID PatientBirthDate InstitutionName InstitutionAddress "
    "InstitutionalDepartmentName RequestedProcedureID ScheduledProcedureStepID PerformedProcedureStepID PatientAddress "
    "PatientTelephoneNumbers IssuerOfPatientID"
).split()
# What stands where nobody is named.
NOBODY = re.compile(r"anon\w*|unknown|none|removed|test|null|dummy|\W*|(.)\1*", re.IGNORECASE)
UID = re.compile(rb"[0-9.]{20,64}")


def secrets(dataset):
    """Values of four characters and more by keyword: names in parts, dates of birth as written and with separators."""
    for element in dataset.iterall():
        try:
            if element.VR != "PN" and element.keyword not in KEYWORDS:
                continue
            for value in element.value if element.VM > 1 else [element.value]:
                text = str(value or "").strip()
                parts = re.split(r"[\^= ]+", text) if element.VR == "PN" else [text]
                if element.keyword == "PatientBirthDate":
                    parts.append(f"{text[:4]}-{text[4:6]}-{text[6:]}")
                for part in parts:
                    if len(part) >= 4 and not NOBODY.fullmatch(part):
                        yield element.keyword, part
        except Exception:  # what pydicom cannot decode is searched for by nobody
            continue


def header_of(path):
    """The file's bytes but for the values of its pixels."""
    with open(path, "rb") as file:
        whole = file.read()
    dataset = dcmread(path)
    for key in PIXELS:
        if key in dataset:
            pixels = dataset.get_item(key).value
            if pixels and len(pixels) > 64:
                at = whole.rfind(pixels)
                whole = whole[:at] + b"\xff" + whole[at + len(pixels) :]
    return whole, dataset


def where(dataset, pattern):
    """The first keyword whose value holds it."""
    for element in dataset.iterall():
        if element.VR != "SQ" and pattern.search(str(element.value).encode("utf-8", "replace").lower()):
            return element.keyword or "private"
    return "no element"


def main():
    warnings.simplefilter("ignore")
    config.settings.reading_validation_mode = config.IGNORE
    out, searched = sys.argv[1], 0
    for line in sys.stdin:
        files = json.loads(line)
        found = set(secrets(dcmread(files["source"], force=True, stop_before_pixels=True)))
        header, dataset = header_of(files["released"])
        # The new UIDs and IDs are drawn from a key: digits in them mean nothing.
        text = UID.sub(b"", header).lower()
        name = os.path.relpath(files["released"], out).encode().lower()
        for keyword, value in found:
            searched += 1
            pattern = re.compile(rb"(?<![^\W_])" + re.escape(value.lower().encode("utf-8")) + rb"(?![^\W_])")
            if pattern.search(text) or pattern.search(name.split(b"/")[0]):
                print(json.dumps({"hit": [keyword, files["released"], where(dataset, pattern)]}))
    print(json.dumps({"searched": searched}))


main()
