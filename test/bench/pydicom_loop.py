"""Reads the headers of a folder with pydicom: the attributes that `corelab manifest` reports, nothing else."""

import os
import sys

import pydicom

TAGS = """PatientID IssuerOfPatientID PatientName PatientBirthDate PatientSex StudyInstanceUID SeriesInstanceUID
SOPInstanceUID SOPClassUID Modality Manufacturer ManufacturerModelName DeviceSerialNumber SoftwareVersions StationName
MagneticFieldStrength SeriesNumber SeriesDescription StudyDescription StudyDate FrameOfReferenceUID Rows Columns
PixelSpacing SliceThickness SpacingBetweenSlices ImageOrientationPatient ImagePositionPatient InstanceNumber ImageType
EchoTime EchoNumbers InversionTime TemporalPositionIdentifier TriggerTime AcquisitionNumber AcquisitionTime ContentTime
NumberOfFrames LossyImageCompression AccessionNumber InstitutionName ReferringPhysicianName""".split()

series = {}
count = 0
for folder, _, names in os.walk(sys.argv[1]):
    for name in names:
        ds = pydicom.dcmread(os.path.join(folder, name), stop_before_pixels=True, force=True)
        values = [str(ds.get(tag, "")) for tag in TAGS]
        values.append(str(ds.file_meta.TransferSyntaxUID))
        series.setdefault(values[6], []).append(values)
        count += 1
print(count, len(series))
