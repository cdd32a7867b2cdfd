import { describe, expect, it } from 'vitest';
import { isEchoPlanar } from '../../../../src/rules/motion/series/kind.js';
import { type Given, time, volumes } from '../../../study/build.js';
import { EPI, epi, reading, runOf, STEP_S, TEN, viewOf } from './scene.js';

function kindOf(own: Given): string {
  return runOf(epi(4, () => own)).kind;
}

function slow(own: Given): string {
  const files = volumes(4, (volume) => ({
    AcquisitionNumber: volume + 1,
    AcquisitionTime: time(TEN + volume * STEP_S),
    ...own,
  }));
  return runOf(files).kind;
}

describe('the kind of a run', () => {
  it('is functional for repeated echo-planar images', () => {
    expect(kindOf({})).toBe('functional');
  });

  it('is functional where the type says so, whatever the sequence', () => {
    expect(slow({ ImageType: ['ORIGINAL', 'PRIMARY', 'FMRI', 'NONE'] })).toBe('functional');
  });

  it('is perfusion where an agent was given, or where the contrast says so', () => {
    expect(kindOf({ ContrastBolusAgent: 'Gadovist' })).toBe('perfusion');
    expect(kindOf({ ContrastBolusAgent: 'none' })).toBe('functional');
    expect(kindOf({ AcquisitionContrast: 'PERFUSION' })).toBe('perfusion');
  });

  it('is arterial spin labelling by technique, type, or the name of the sequence', () => {
    expect(kindOf({ AcquisitionContrast: 'PERFUSION', ArterialSpinLabelingContrast: 'PULSED' })).toBe('asl');
    expect(kindOf({ ImageType: ['ORIGINAL', 'PRIMARY', 'ASL', 'NONE'] })).toBe('asl');
    expect(kindOf({ SeriesDescription: 'Ax 2D pCASL' })).toBe('asl');
    expect(kindOf({ ProtocolName: 'PASL_rest' })).toBe('asl');
    expect(kindOf({ ProtocolName: 'nasal' })).toBe('functional');
  });

  it('is diffusion where b-values act, even one alone', () => {
    expect(kindOf({ DiffusionBValue: 1000 })).toBe('diffusion');
    expect(kindOf({ DiffusionBValue: 0 })).toBe('functional');
  });

  it('is dynamic MR where the sequence is not echo planar', () => {
    expect(slow({ ContrastBolusAgent: 'Gadovist' })).toBe('dynamic-mr');
  });

  it('is that of the modality for PET and CT', () => {
    expect(slow({ Modality: 'PT', FrameReferenceTime: 0 })).toBe('dynamic-pet');
    expect(slow({ Modality: 'CT' })).toBe('dynamic-ct');
  });
});

describe('an echo-planar sequence', () => {
  const isPlanar = (own: Given, held: Readonly<Record<string, ReturnType<typeof reading>>> = {}): boolean =>
    isEchoPlanar(
      viewOf(
        volumes(2, (volume) => ({ AcquisitionNumber: volume, ...own })),
        { held: () => held },
      ),
    );

  it.for<Given>([
    { ScanningSequence: ['EP', 'SE'] },
    { EchoPlanarPulseSequence: 'YES' },
    { SequenceName: '*epfid2d1_64' },
    { ScanningSequence: 'GR', EchoTrainLength: 35 },
  ])('is known by %j', (own) => {
    expect(isPlanar(own)).toBe(true);
  });

  it('is known by the name of the sequence of GE, and by the EPI factor of Philips', () => {
    expect(isPlanar({}, { 'GEMS_ACQU_01/19/9c': reading('epiRT') })).toBe(true);
    expect(isPlanar({}, { 'Philips Imaging DD 001/2001/13': reading(35) })).toBe(true);
    expect(isPlanar({}, { 'Philips Imaging DD 001/2001/13': reading(1) })).toBe(false);
  });

  it.for<Given>([
    { ScanningSequence: 'SE', EchoTrainLength: 64 },
    { ScanningSequence: 'GR', EchoTrainLength: 8 },
    { SequenceName: '*fl3d1', EchoPlanarPulseSequence: 'NO' },
    {},
  ])('is none by %j', (own) => {
    expect(isPlanar(own)).toBe(false);
  });

  it('names its axis of phase encoding only where all images agree', () => {
    expect(runOf(epi(3, () => ({ InPlanePhaseEncodingDirection: 'ROW' }))).phaseAxis).toBe('i');
    expect(runOf(epi(3, () => ({ InPlanePhaseEncodingDirection: 'COLUMN' }))).phaseAxis).toBe('j');
    const mixed = epi(3, (volume) => ({ InPlanePhaseEncodingDirection: volume === 0 ? 'ROW' : 'COL' }));
    for (const files of [mixed, epi(3, () => ({ InPlanePhaseEncodingDirection: 'OTHER' }))]) {
      expect(runOf(files)).not.toHaveProperty('phaseAxis');
    }
    expect(EPI.InPlanePhaseEncodingDirection).toBe('COL');
  });
});
