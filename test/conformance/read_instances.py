"""What assign-id.test.ts must know of DICOM files, as pydicom reads them: a folder and what is wanted besides
as arguments, one JSON object a line.

`secrets` are what no blinded copy of the file may hold: every date, every UID of an instance, the parts of names of four
letters and more, record numbers. `header` is what of the file is not pixel data, in lower case and Latin-1. `decay` is
what SUV is reckoned with besides activity: seconds from the injection to the acquisition and to the series, dose, half
life, weight.
"""

import datetime
import hashlib
import json
import os
import re
import sys
import warnings

from pydicom import config, dcmread
from pydicom.uid import UID_dictionary

PIXELS = ("PixelData", "FloatPixelData", "DoubleFloatPixelData")
# How pixel values are read: PS3.3 C.7.6.3, C.11.1, C.8.9.1.
MEANING = (
    "Rows Columns BitsAllocated BitsStored HighBit PixelRepresentation PhotometricInterpretation SamplesPerPixel "
    "NumberOfFrames RescaleSlope RescaleIntercept Units DecayCorrection FrameReferenceTime ActualFrameDuration"
).split()
NUMBERS = ("PatientID", "OtherPatientIDs", "AccessionNumber")
PLAIN_UIDS = ("CodingSchemeUID", "ContextUID", "MappingResourceUID", "TransferSyntaxUID")


def walk(dataset):
    """Every element at every level."""
    for element in dataset:
        yield element
        if element.VR == "SQ":
            for item in element.value:
                yield from walk(item)


def values(element):
    """The values of an element as texts."""
    many = element.value if element.VM > 1 else [element.value]
    return [] if element.value is None else [str(value) for value in many]


def names_instance(element):
    return element.VR == "UI" and "Class" not in element.keyword and element.keyword not in PLAIN_UIDS


def secrets(dataset):
    dates, uids, names, numbers = set(), set(), set(), set()
    for element in walk(dataset):
        for text in values(element):
            if element.VR in ("DA", "DT") and re.match(r"\d{8}", text):
                dates.add(text[:8])
            elif names_instance(element) and len(text) > 12 and text not in UID_dictionary:
                uids.add(text)
            elif element.VR == "PN":
                names |= {part.lower() for part in re.split(r"[\W_]+", text) if len(part) >= 4}
            elif element.keyword in NUMBERS and len(text) >= 4:
                numbers.add(text.lower())
    return {"dates": sorted(dates), "uids": sorted(uids), "names": sorted(names), "numbers": sorted(numbers)}


def moment(date, time):
    """Of DA and TM; None without both."""
    if not date or not time:
        return None
    whole, _, fraction = str(time).partition(".")
    day = datetime.datetime.strptime(str(date), "%Y%m%d")
    seconds = int(whole[:2]) * 3600 + int(whole[2:4]) * 60 + int(whole[4:6]) + float(f"0.{fraction or 0}")
    return day + datetime.timedelta(seconds=seconds)


def decay(dataset):
    """None of what is no PET image with a tracer."""
    if dataset.get("Modality") != "PT" or not dataset.get("RadiopharmaceuticalInformationSequence"):
        return None
    tracer = dataset.RadiopharmaceuticalInformationSequence[0]
    series = moment(dataset.get("SeriesDate"), dataset.get("SeriesTime"))
    # PS3.3 C.8.9.4: a copy without Acquisition Date has the day of its series.
    acquired = moment(dataset.get("AcquisitionDate") or dataset.get("SeriesDate"), dataset.get("AcquisitionTime"))
    written = str(tracer.get("RadiopharmaceuticalStartDateTime") or "")
    date = written[:8] or dataset.get("SeriesDate")
    injected = moment(date, written[8:] or tracer.get("RadiopharmaceuticalStartTime"))
    times = [(then - injected).total_seconds() if then and injected else None for then in (acquired, series)]
    body = [str(tracer.get(key, "")) for key in ("RadionuclideTotalDose", "RadionuclideHalfLife")]
    return times + body + [str(dataset.get("PatientWeight", "")), str(dataset.get("PatientSize", ""))]


def described(path, wants):
    dataset = dcmread(path, force=True)
    if "SOPInstanceUID" not in dataset:
        return None
    pixels = next((bytes(dataset.get_item(key).value) for key in PIXELS if key in dataset), b"")
    found = {
        "path": path,
        "uids": [str(dataset.get(key, "")) for key in ("StudyInstanceUID", "SeriesInstanceUID", "SOPInstanceUID")],
        "mediaUID": str(dataset.file_meta.get("MediaStorageSOPInstanceUID", "")),
        "patient": [str(dataset.get(key, "")) for key in ("PatientID", "PatientName")],
        "reading": str(dataset.get("ClinicalTrialSubjectReadingID", "")),
        "like": [hashlib.sha256(pixels).hexdigest()]
        + [str(dataset.get(key, "")) for key in ("Modality", "InstanceNumber", "AcquisitionTime", "SliceLocation")],
        "meaning": [str(dataset.get(key, "")) for key in MEANING],
        "decay": decay(dataset),
    }
    if "secrets" in wants:
        found["secrets"] = secrets(dataset)
    if "header" in wants:
        found["references"] = [str(e.value) for e in walk(dataset) if e.keyword == "ReferencedSOPInstanceUID"]
        found["isPrivate"] = any(element.tag.is_private for element in walk(dataset))
        with open(path, "rb") as file:
            whole = file.read()
        at = whole.rfind(pixels) if pixels else len(whole)
        found["header"] = (whole[:at] + whole[at + len(pixels) :]).decode("latin-1").lower()
        found["names"] = sorted({e.keyword for e in dataset})
    return found


def main():
    warnings.simplefilter("ignore")
    config.settings.reading_validation_mode = config.IGNORE
    folder, wants = sys.argv[1], sys.argv[2:]
    for parent, _, files in sorted(os.walk(folder)):
        for name in sorted(files):
            try:
                found = described(os.path.join(parent, name), wants)
            except Exception:  # what pydicom cannot read is no judge
                continue
            if found:
                print(json.dumps(found), flush=True)


main()
