import { describe, expect, it } from 'vitest';
import { listed, printedName } from '../../../../src/rules/protocol/explain/names.js';

describe('names in print', () => {
  it.each([
    ['EchoTime', 'Echo Time'],
    ['FrameOfReferenceUID', 'Frame Of Reference UID'],
    ['KVP', 'KVP'],
    ['CTDIvol', 'CTDIvol'],
    ['SAR', 'SAR'],
    ['dBdt', 'dBdt'],
    ['DiffusionBValue', 'Diffusion B Value'],
    ['XRayTubeCurrentInmA', 'X-Ray Tube Current in mA'],
    ['ExposureInmAs', 'Exposure in mAs'],
    ['ExposureTimeInms', 'Exposure Time in ms'],
    ['RFEchoTrainLength', 'RF Echo Train Length'],
    ['InPlanePhaseEncodingDirection', 'In Plane Phase Encoding Direction'],
    ['Rows', 'Rows'],
    [
      'RadiopharmaceuticalInformationSequence[0].RadionuclideHalfLife',
      'Radiopharmaceutical Information Sequence item 1, Radionuclide Half Life',
    ],
    ['sliceSpacing', 'Slice spacing'],
    ['fieldOfView', 'Field of view'],
    ['bValues', 'b values'],
    ['highestB', 'Highest b'],
    ['suvReady', 'SUV ready'],
    ['petFrames', 'PET frames'],
    ['ctdiVol', 'CTDI vol'],
    ['EXAMPLE HEADER/0019/0C', 'EXAMPLE HEADER/0019/0C'],
    ['csa.PhaseEncodingDirectionPositive', 'csa.PhaseEncodingDirectionPositive'],
    ['phoenix.sSliceArray.lSize', 'phoenix.sSliceArray.lSize'],
  ])('of %s are %s', (name, printed) => {
    expect(printedName(name)).toBe(printed);
  });

  it('stand in a list', () => {
    expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(listed)).toEqual(['', 'a', 'a and b', 'a, b and c']);
  });
});
