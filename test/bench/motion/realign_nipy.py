"""Realigns a run with nipy's SpaceRealign (no slice timing): realign_nipy.py FOLDER [VOLUMES]

Prints one JSON object: the seconds that the realignment alone took, and each volume's transform, row by row, from a
point's position at the first volume to its position at this one, patient LPS, mm.
"""

import contextlib
import io
import json
import sys
import time

import nibabel
import numpy as np
from nipy.algorithms.registration.groupwise_registration import SpaceRealign
from read_run import read_run

FLIP = np.diag([-1.0, -1.0, 1.0, 1.0])

data, affine = read_run(sys.argv[1])
if len(sys.argv) > 2:
    data = data[..., : int(sys.argv[2])]
image = nibabel.Nifti1Image(data, FLIP @ affine)
started = time.perf_counter()
with contextlib.redirect_stdout(io.StringIO()):
    realign = SpaceRealign([image])
    realign.estimate(refscan=0)
seconds = time.perf_counter() - started
found = [FLIP @ one.as_affine() @ FLIP for one in realign._transforms[0]]
back = np.linalg.inv(found[0])
transforms = [(one @ back).ravel().tolist() for one in found]
print(json.dumps({"shape": data.shape, "affine": affine.ravel().tolist(), "seconds": seconds, "transforms": transforms}))
