"""Writes edited copies of real series, each as a study of a subject of its own. One JSON object a line on standard
input: files (paths, in the order of slices or of their names), out (a folder), name, and edit, any of

  set     keyword -> value: at every place in the data set that has the attribute, functional groups included
  add     keyword -> value: at the top
  unset   keywords: from every place that has them
  drop    indices of files that are left out; negative ones count from the end
  only    index of the one file that set, add and unset apply to
  once    true: only the first place in a file
  stretch factor by which slices move apart

Prints one JSON object a line: name, study (its UID), places (how many attributes were touched).
"""

import json
import os
import sys
import warnings

import pydicom
from pydicom.uid import generate_uid

warnings.simplefilter("ignore")
pydicom.config.settings.writing_validation_mode = pydicom.config.IGNORE
pydicom.config.settings.reading_validation_mode = pydicom.config.IGNORE


def places(dataset, keyword):
    """Every item that has the attribute, the data set itself first."""
    if keyword in dataset:
        yield dataset
    for element in dataset:
        if element.VR == "SQ" and not element.tag.is_private:
            for item in element.value:
                yield from places(item, keyword)


def touched(dataset, keyword, edit):
    found = list(places(dataset, keyword))
    return found[:1] if edit.get("once") else found


def apply(dataset, edit):
    count = 0
    for keyword, value in edit.get("set", {}).items():
        for item in touched(dataset, keyword, edit):
            setattr(item, keyword, value)
            count += 1
    for keyword in edit.get("unset", []):
        for item in touched(dataset, keyword, edit):
            delattr(item, keyword)
            count += 1
    for keyword, value in edit.get("add", {}).items():
        setattr(dataset, keyword, value)
        count += 1
    if "stretch" in edit:
        for item in places(dataset, "ImagePositionPatient"):
            item.ImagePositionPatient = [float(part) * edit["stretch"] for part in item.ImagePositionPatient]
            count += 1
    return count


def main():
    for line in sys.stdin:
        job = json.loads(line)
        edit, study, series = job["edit"], generate_uid(), {}
        dropped = {index % len(job["files"]) for index in edit.get("drop", [])}
        count = len(dropped)
        os.makedirs(job["out"])
        for i, path in enumerate(job["files"]):
            if i in dropped:
                continue
            dataset = pydicom.dcmread(path)
            if edit.get("only", i) == i:
                count += apply(dataset, edit)
            dataset.StudyInstanceUID = study
            dataset.SeriesInstanceUID = series.setdefault(dataset.SeriesInstanceUID, generate_uid())
            dataset.SOPInstanceUID = dataset.file_meta.MediaStorageSOPInstanceUID = generate_uid()
            dataset.PatientID = dataset.PatientName = job["name"]
            dataset.save_as(os.path.join(job["out"], f"{i:04d}.dcm"))
        print(json.dumps({"name": job["name"], "study": study, "places": count}))


main()
