"""Stored values as pydicom and numpy read them: one JSON job a line in, one JSON answer a line out.

A job is {"path", "syntax", "rgb", "out"}: the file, the transfer syntax to assume where it declares none, whether to
convert to RGB, and a file to write the values to (or null). The answer has the SHA-256 of the values, little endian,
frame after frame, as wide as Bits Allocated; or what pydicom raised.
"""

import hashlib
import json
import os
import subprocess
import sys
import tempfile
import warnings
import zlib

import numpy
import pydicom
from pydicom.encaps import generate_pixel_data_frame
from pydicom.pixel_data_handlers.rle_handler import _rle_decode_segment
from pydicom.pixel_data_handlers.util import apply_color_lut, convert_color_space

warnings.simplefilter("ignore")
BIG_ENDIAN = "1.2.840.10008.1.2.2"
RLE = "1.2.840.10008.1.2.5"
DEFLATED_FRAMES = "1.2.840.10008.1.2.8.1"
HTJ2K = ("1.2.840.10008.1.2.4.201", "1.2.840.10008.1.2.4.202", "1.2.840.10008.1.2.4.203")


def bits_of(frames, pixels):
    """Frames of one bit a pixel that each begin at a byte."""
    return numpy.stack(
        [
            numpy.unpackbits(numpy.frombuffer(bytes(frame), "u1"), bitorder="little")[:pixels]
            for frame in frames
        ]
    )


def by_openjpeg(ds):
    """The first frame of 8 bits and three samples, through opj_decompress and a PPM file."""
    with tempfile.TemporaryDirectory() as folder:
        coded, plain = os.path.join(folder, "x.jhc"), os.path.join(folder, "x.ppm")
        with open(coded, "wb") as file:
            file.write(next(generate_pixel_data_frame(ds.PixelData, 1)))
        subprocess.run(["opj_decompress", "-i", coded, "-o", plain], check=True, stdout=subprocess.DEVNULL)
        with open(plain, "rb") as file:
            return numpy.frombuffer(file.read()[-ds.Rows * ds.Columns * 3 :], "u1")


def pixel_array(ds, syntax):
    """What pydicom gives, and what this version of it does not do: bits in RLE, deflated frames, bytes in words."""
    if syntax in HTJ2K:
        return by_openjpeg(ds)
    if syntax in (RLE, DEFLATED_FRAMES) and ds.BitsAllocated == 1:
        fragments = generate_pixel_data_frame(ds.PixelData, ds.get("NumberOfFrames", 1))
        expand = (
            (lambda frame: zlib.decompressobj(-15).decompress(frame))
            if syntax == DEFLATED_FRAMES
            else (lambda frame: _rle_decode_segment(frame[64:]))
        )
        return bits_of([expand(frame) for frame in fragments], ds.Rows * ds.Columns)
    if syntax == BIG_ENDIAN and ds.BitsAllocated == 8 and ds["PixelData"].VR == "OW":
        ds.PixelData = numpy.frombuffer(ds.PixelData, ">u2").astype("<u2").tobytes()
    return ds.pixel_array


def settled(values, ds):
    """Bits outside the stored ones taken off, the sign extended."""
    if values.dtype.kind == "f" or "BitsStored" not in ds or ds.BitsAllocated == 1:
        return values
    stored, high = ds.BitsStored, ds.HighBit
    wide = (values.astype("i8") >> (high + 1 - stored)) & ((1 << stored) - 1)
    if ds.PixelRepresentation == 1:
        wide = numpy.where(wide >= 1 << (stored - 1), wide - (1 << stored), wide)
    return wide.astype(values.dtype)


def rgb_of(values, ds):
    photometric = ds.PhotometricInterpretation
    if photometric == "PALETTE COLOR":
        return apply_color_lut(values, ds)
    return convert_color_space(values, "YBR_FULL", "RGB")


def answer(job):
    ds = pydicom.dcmread(job["path"], force=True)
    if "TransferSyntaxUID" not in ds.file_meta:
        ds.file_meta.TransferSyntaxUID = job["syntax"]
    values = settled(pixel_array(ds, job["syntax"]), ds)
    if job["rgb"]:
        values = rgb_of(values, ds)
    values = numpy.ascontiguousarray(values.astype(values.dtype.newbyteorder("<")))
    if job["out"]:
        values.tofile(job["out"])
    return {
        "sha256": hashlib.sha256(values.tobytes()).hexdigest(),
        "count": int(values.size),
        "type": values.dtype.kind + str(values.dtype.itemsize),
    }


for line in sys.stdin:
    try:
        print(json.dumps(answer(json.loads(line))))
    except Exception as error:  # whatever it raises is an answer
        print(json.dumps({"error": type(error).__name__}))
