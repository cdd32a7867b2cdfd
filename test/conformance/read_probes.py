"""What probes.test.ts compares readings with: keywords as arguments, paths of DICOM files on standard input. One JSON
object a line: `values` holds for each keyword the readings of the object, a list of texts each, in the order of the
frames and each once; null stands for an attribute that is not there.

A keyword is looked for as pydicom gives it: in an enhanced object in the items of the frame's own functional groups,
then of the shared ones, under the classic name and then under the enhanced one; at the top where no frame has it.
"""

import json
import sys
import warnings

from pydicom import config, dcmread

warnings.simplefilter("ignore")
config.settings.reading_validation_mode = config.IGNORE

RENAMED = {
    "EchoTime": "EffectiveEchoTime",
    "InversionTime": "InversionTimes",
    "ImageType": "FrameType",
    "ImagingFrequency": "TransmitterFrequency",
    "ImagedNucleus": "ResonantNucleus",
    "SequenceName": "PulseSequenceName",
    "XRayTubeCurrent": "XRayTubeCurrentInmA",
    "ExposureTime": "ExposureTimeInms",
    "AcquisitionNumber": "FrameAcquisitionNumber",
}


def texts(element):
    """The values of an element as texts; those of numbers as Python's floats print."""
    value = element.value
    if value is None or value == "":
        return []
    many = list(value) if element.VM > 1 else [value]
    if element.VR in ("DS", "IS", "US", "SS", "UL", "SL", "FL", "FD"):
        return [repr(float(one)) for one in many]
    return [str(one) for one in many]


def in_groups(groups, keyword):
    """The element in the first macro of a frame's groups that has it, the values of all items in a row."""
    for macro in groups:
        if macro.VR != "SQ" or macro.tag.is_private:
            continue
        found = [item[keyword] for item in macro.value if keyword in item]
        if found:
            return [text for element in found for text in texts(element)]
    return None


def readings(dataset, keyword):
    frames = list(dataset.get("PerFrameFunctionalGroupsSequence") or [])
    shared = list(dataset.get("SharedFunctionalGroupsSequence") or [])[:1]
    names = [keyword] + ([RENAMED[keyword]] if keyword in RENAMED else [])
    found = []
    if frames or shared:
        for frame in frames or [[]]:
            own = (in_groups(groups, name) for name in names for groups in [frame, *shared])
            found.append(next((one for one in own if one is not None), None))
    if all(one is None for one in found):
        names = names if frames or shared else [keyword]
        found = [next((texts(dataset[name]) for name in names if name in dataset), None)]
    return [json.loads(one) for one in dict.fromkeys(json.dumps(one) for one in found)]


for line in sys.stdin:
    path = line.rstrip("\n")
    try:
        dataset = dcmread(path, stop_before_pixels=True, force=True)
        values = {}
        for keyword in sys.argv[1:]:
            try:
                values[keyword] = readings(dataset, keyword)
            except (ValueError, TypeError, OverflowError):
                values[keyword] = "error"
        print(json.dumps({"values": values}))
    except Exception as error:  # whatever it is, the file is told, and the next one read
        print(json.dumps({"error": type(error).__name__}))
