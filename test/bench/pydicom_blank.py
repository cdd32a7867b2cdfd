"""Blanks every PN, DA and UI of a folder's files with pydicom, and does nothing else: pydicom_blank.py FROM TO"""

import os
import sys

import pydicom

KEPT = ("SOPClassUID", "SOPInstanceUID", "StudyInstanceUID", "SeriesInstanceUID")


def blank(dataset, element):
    if element.VR in ("PN", "DA", "UI") and element.keyword not in KEPT:
        element.value = ""


source, target = sys.argv[1:]
for folder, _, names in os.walk(source):
    for name in names:
        ds = pydicom.dcmread(os.path.join(folder, name))
        ds.walk(blank)
        ds.save_as(os.path.join(target, name))
