"""Reads paths, one a line; prints a JSON line for each file that has a content tree: its NUM items by pydicom."""

import json
import sys
import warnings

import pydicom
from pydicom import config

warnings.simplefilter("ignore")
config.use_DS_decimal = False


def code(sequence):
    if not sequence:
        return None
    item = sequence[0]
    value = item.get("CodeValue") or item.get("LongCodeValue") or item.get("URNCodeValue")
    return None if value is None else f"{value}^{item.get('CodingSchemeDesignator') or ''}"


def text(value):
    return getattr(value, "original_string", None) or str(value)


def numbers(item, path):
    if item.get("ValueType") == "NUM":
        measured = (item.get("MeasuredValueSequence") or [None])[0]
        value = measured.get("NumericValue") if measured is not None else None
        yield {
            "path": path,
            "concept": code(item.get("ConceptNameCodeSequence")),
            "value": None if value is None else text(value).strip(),
            "unit": code(measured.get("MeasurementUnitsCodeSequence")) if measured is not None else None,
        }
    for number, child in enumerate(item.get("ContentSequence") or [], 1):
        yield from numbers(child, f"{path}.{number}")


for line in sys.stdin:
    name = line.rstrip("\n")
    try:
        brief = pydicom.dcmread(name, force=True, stop_before_pixels=True, specific_tags=["ValueType"])
        if brief.get("ValueType") != "CONTAINER":
            continue
        dataset = pydicom.dcmread(name, force=True)
    except Exception:  # What pydicom cannot read is no report to compare with.
        continue
    print(json.dumps({"file": name, "numbers": list(numbers(dataset, "1"))}))
