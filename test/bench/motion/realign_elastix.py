"""Realigns a run with elastix, each volume to the first: realign_elastix.py FOLDER [VOLUMES]

Rigid, mean squares at two levels, cubic B-splines, 500 steps of 5,000 random points each. Prints what
realign_nipy.py prints; the seconds hold the start of the program for each volume.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import time

import nibabel
import numpy as np
from read_run import read_run

FLIP = np.diag([-1.0, -1.0, 1.0, 1.0])
PARAMETERS = """
(FixedInternalImagePixelType "float")
(MovingInternalImagePixelType "float")
(UseDirectionCosines "true")
(Registration "MultiResolutionRegistration")
(FixedImagePyramid "FixedSmoothingImagePyramid")
(MovingImagePyramid "MovingSmoothingImagePyramid")
(ImagePyramidSchedule 2 2 1 1 1 1)
(NumberOfResolutions 2)
(Interpolator "BSplineInterpolator")
(BSplineInterpolationOrder 3)
(ResampleInterpolator "FinalBSplineInterpolator")
(Resampler "DefaultResampler")
(Metric "AdvancedMeanSquares")
(Optimizer "AdaptiveStochasticGradientDescent")
(Transform "EulerTransform")
(AutomaticScalesEstimation "true")
(AutomaticTransformInitialization "false")
(HowToCombineTransforms "Compose")
(MaximumNumberOfIterations 500)
(ImageSampler "RandomCoordinate")
(NumberOfSpatialSamples 5000)
(NewSamplesEveryIteration "true")
(WriteResultImage "false")
"""


def turn(axis, angle):
    matrix = np.eye(3)
    a, b = [(1, 2), (2, 0), (0, 1)][axis]
    matrix[a, a] = matrix[b, b] = np.cos(angle)
    matrix[b, a] = np.sin(angle)
    matrix[a, b] = -np.sin(angle)
    return matrix


def numbers(text, name):
    return [float(n) for n in re.search(rf"\({name} ([^)]*)\)", text).group(1).split()]


def transform_of(path):
    """ITK's Euler transform turns about y, then x, then z: R = Rz Rx Ry; it takes fixed points to moving points."""
    with open(path) as file:
        text = file.read()
    rx, ry, rz, *translation = numbers(text, "TransformParameters")
    centre = np.array(numbers(text, "CenterOfRotationPoint"))
    matrix = np.eye(4)
    matrix[:3, :3] = turn(2, rz) @ turn(0, rx) @ turn(1, ry)
    matrix[:3, 3] = centre + translation - matrix[:3, :3] @ centre
    return matrix


def main():
    data, affine = read_run(sys.argv[1])
    if len(sys.argv) > 2:
        data = data[..., : int(sys.argv[2])]
    with tempfile.TemporaryDirectory() as scratch:
        parameters = os.path.join(scratch, "rigid.txt")
        with open(parameters, "w") as file:
            file.write(PARAMETERS)
        names = [os.path.join(scratch, f"{t}.nii") for t in range(data.shape[3])]
        for t, name in enumerate(names):
            nibabel.save(nibabel.Nifti1Image(data[..., t], FLIP @ affine), name)
        started = time.perf_counter()
        transforms = [np.eye(4)]
        for name in names[1:]:
            command = ["elastix", "-f", names[0], "-m", name, "-out", scratch, "-p", parameters, "-threads", "1"]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            transforms.append(transform_of(os.path.join(scratch, "TransformParameters.0.txt")))
        seconds = time.perf_counter() - started
    listed = [one.ravel().tolist() for one in transforms]
    print(json.dumps({"shape": data.shape, "affine": affine.ravel().tolist(), "seconds": seconds, "transforms": listed}))


main()
