"""Reads paths, one a line; prints a JSON line for each object that can hold measurements: how many places it has."""

import hashlib
import json
import sys
import warnings
from xml.etree import ElementTree

import pydicom

warnings.simplefilter("ignore")


def numbers(item):
    own = 1 if item.get("ValueType") == "NUM" else 0
    return own + sum(numbers(child) for child in item.get("ContentSequence") or [])


def graphics(dataset):
    for annotation in dataset.get("GraphicAnnotationSequence") or []:
        yield from annotation.get("GraphicObjectSequence") or []
        yield from annotation.get("CompoundGraphicSequence") or []


def of_dicom(dataset):
    if dataset.get("ContentSequence") is not None or dataset.get("ValueType") == "CONTAINER":
        return "SR", numbers(dataset)
    if dataset.get("StructureSetROISequence") is not None:
        return "RTSTRUCT", len(dataset.StructureSetROISequence)
    segments = dataset.get("SegmentSequence")
    if segments is not None and dataset.get("SegmentationType") is not None:
        # Number 0 is the background of a label map.
        return "SEG", sum(1 for segment in segments if segment.get("SegmentNumber") != 0)
    if dataset.get("Modality") == "PR":
        return "PR", sum(1 for _ in graphics(dataset))
    return None


def of_xml(root):
    names = [element.tag.rsplit("}", 1)[-1] for element in root.iter()]
    return "AIM", max(names.count("CalculationData"), names.count("CalculationEntity"))


for line in sys.stdin:
    name = line.rstrip("\n")
    with open(name, "rb") as stream:
        content = stream.read()
    if content.lstrip().startswith(b"<?xml") or content.startswith(b"\xef\xbb\xbf<?xml"):
        try:
            found = of_xml(ElementTree.fromstring(content)) if b"AnnotationCollection" in content or b"ImageAnnotation" in content else None
        except ElementTree.ParseError:
            continue
    else:
        try:
            found = of_dicom(pydicom.dcmread(name, force=True, stop_before_pixels=True))
        except Exception:  # What pydicom cannot read is nothing to compare with.
            continue
    if found:
        kind, places = found
        digest = hashlib.sha256(content).hexdigest()
        print(json.dumps({"file": name, "kind": kind, "places": places, "sha256": digest}))
