import { describe, expect, it } from 'vitest';
import { type Given, image, SOP_CLASS, slices, time, volumes } from '../../../study/build.js';
import { EPI, epi, reasons, runOf, runsOf, SLICES, STEP_S, TEN } from './scene.js';

function none(files: readonly Given[]) {
  const { runs, none: why } = runsOf(files);
  expect(runs).toEqual([]);
  return why;
}

const notApplicable = (reason: string) => ({ reason, outcome: 'not-applicable' });
const notEvaluable = (reason: string) => ({ reason, outcome: 'not-evaluable' });

describe('a run', () => {
  it('has its volumes in time, the interval, the axis of phase encoding', () => {
    const run = runOf(epi(4));
    expect(run).toMatchObject({ kind: 'functional', stack: 0, order: 'known', phaseAxis: 'j', leftOut: [] });
    expect(run.intervalS).toBe(STEP_S);
    expect(run.intervalFrom).toBe('times');
    expect(run.points.map(({ timeS }) => timeS)).toEqual([0, 2.5, 5, 7.5]);
    expect(run.groups).toEqual([{ name: 'all', members: [0, 1, 2, 3] }]);
    expect(run).not.toHaveProperty('motionCorrected');
  });

  it('leaves out volumes that lack slices, and keeps its times', () => {
    const files = epi(5).filter((_, file) => file !== SLICES + 2 && file !== 3 * SLICES);
    const run = runOf(files);
    expect(run.points.map(({ timeS }) => timeS)).toEqual([0, 5, 10]);
    expect(run.points.map(({ group }) => group)).toEqual([0, 0, 0]);
    expect(run.groups).toEqual([{ name: 'all', members: [0, 1, 2] }]);
    expect(reasons(run)).toEqual(['missing-slices', 'missing-slices']);
    expect(run.leftOut.map(({ plan }) => plan.number)).toEqual([1, 3]);
  });

  it('is one where a single volume of five is complete', () => {
    const lacking = (files: readonly Given[]) =>
      files.filter((_, file) => file < SLICES || file % SLICES !== 2);
    const run = runOf(lacking(epi(5, (volume) => ({ TemporalPositionIdentifier: volume + 1 }))));
    expect(run.points).toHaveLength(1);
    expect(reasons(run)).toEqual(Array(4).fill('missing-slices'));
    // Times alone do not tell volumes apart of which most lack slices; the series is not passed over for that.
    expect(none(lacking(epi(5)))).toEqual(notEvaluable('ambiguous-volumes'));
  });

  it('names volumes of another matrix and of colours', () => {
    const odd = slices({ count: SLICES }, { ...EPI, Rows: 32, Columns: 32, PixelSpacing: [4, 4] });
    expect(reasons(runOf([...epi(3), ...odd]))).toEqual(['matrix-differs']);
    const coloured = epi(3, (volume) => ({
      PhotometricInterpretation: volume === 1 ? 'RGB' : 'MONOCHROME2',
    }));
    const run = runOf(coloured);
    expect(reasons(run)).toEqual(['colours']);
    expect(run.points).toHaveLength(2);
  });

  it('says that the scanner has realigned it', () => {
    const moco = epi(3, () => ({ ImageType: ['ORIGINAL', 'PRIMARY', 'M', 'ND', 'MOCO'] }));
    expect(runOf(moco)).toMatchObject({ kind: 'functional', motionCorrected: true });
  });

  it('is the same on another day and at another hour, also past midnight', () => {
    const moved = (start: number) =>
      epi(4, (volume) => ({
        AcquisitionDate: '20010203',
        AcquisitionTime: time((start + volume * STEP_S + 0.0025) % 86_400),
      }));
    const points = (files: Given[]) => runOf(files).points.map(({ timeS }) => timeS);
    expect(points(moved(86_394))).toEqual(points(moved(TEN)));
    expect(runOf(moved(86_394)).intervalS).toBe(STEP_S);
  });
});

describe('phase images and maps', () => {
  const typed = (words: readonly string[]) => (volume: number) => ({
    ImageType: ['ORIGINAL', 'PRIMARY', words[volume % words.length] ?? '', 'ND'],
    AcquisitionNumber: Math.floor(volume / words.length) + 1,
    AcquisitionTime: time(TEN + Math.floor(volume / words.length) * STEP_S + 0.0025),
  });

  it('are left out beside magnitude', () => {
    const run = runOf(epi(6, typed(['M', 'P'])));
    expect(run.points).toHaveLength(3);
    expect(reasons(run)).toEqual(Array(3).fill('phase-image'));
    expect(run.intervalS).toBe(STEP_S);
  });

  it('make no run of their own', () => {
    expect(none(epi(3, typed(['P'])))).toEqual(notApplicable('phase-only'));
    expect(none(epi(3, typed(['TRACEW'])))).toEqual(notApplicable('derived'));
    expect(none(epi(3, typed(['T2 MAP'])))).toEqual(notApplicable('derived'));
  });

  it('are told by Complex Image Component, which goes before the type', () => {
    const stated = (ComplexImageComponent: string) => epi(3, () => ({ ComplexImageComponent }));
    expect(none(stated('PHASE'))).toEqual(notApplicable('phase-only'));
    expect(runOf(stated('MAGNITUDE')).points).toHaveLength(3);
  });

  it('are told by the number that GE writes, where it is one of theirs', () => {
    const held = (number: number) => () => ({
      'GEMS_PARM_01/43/2f': { state: 'value' as const, texts: [String(number)], numbers: [number] },
    });
    const ge = epi(3, () => ({ ImageType: ['ORIGINAL', 'PRIMARY', 'EPI', 'NONE'] }));
    expect(runsOf(ge, { held: held(1) }).none).toEqual(notApplicable('phase-only'));
    expect(runOf(ge, { held: held(0) }).points).toHaveLength(3);
    expect(runOf(ge, { held: held(7) }).points).toHaveLength(3);
  });
});

describe('no run', () => {
  it('is one volume', () => {
    expect(none(epi(1))).toEqual(notApplicable('one-volume'));
  });

  it('is what has no pixels, or another modality', () => {
    const report = { SOPClassUID: SOP_CLASS.report, Modality: 'SR', Rows: undefined, Columns: undefined };
    expect(none([image({ ...report, ImagePositionPatient: undefined })])).toEqual(notApplicable('no-image'));
    expect(none(epi(3, () => ({ Modality: 'US' })))).toEqual(notApplicable('modality'));
  });

  it('is a series of two modalities, which might be one', () => {
    expect(none(epi(3, (volume) => ({ Modality: volume === 0 ? 'OT' : 'MR' })))).toEqual(
      notEvaluable('modality'),
    );
  });

  it('are planes in three directions', () => {
    const across = [
      [1, 0, 0, 0, 1, 0],
      [1, 0, 0, 0, 0, -1],
      [0, 1, 0, 0, 0, -1],
    ];
    const planes = across.map((ImageOrientationPatient) => image({ ImageOrientationPatient }));
    expect(none(planes)).toEqual(notApplicable('one-volume'));
  });

  it('are localizers one above the other in time', () => {
    const scouts = epi(2, () => ({ Modality: 'CT', ImageType: ['ORIGINAL', 'PRIMARY', 'LOCALIZER'] }));
    expect(none(scouts)).toEqual(notApplicable('not-volumetric'));
  });

  it('are two echoes of one moment, flip angles and inversion times', () => {
    const differing = (own: (volume: number) => Given) =>
      volumes(3, (volume) => ({ ImageType: ['ORIGINAL', 'PRIMARY', 'M', 'ND'], ...own(volume) }));
    const field = differing((volume) => ({ EchoTime: 5 + volume * 2.5, AcquisitionNumber: 1 }));
    for (const files of [
      field,
      differing((volume) => ({ FlipAngle: 5 + volume * 10 })),
      differing((volume) => ({ InversionTime: 100 + volume * 500 })),
    ]) {
      expect(none(files)).toEqual(notApplicable('contrasts-differ'));
    }
  });

  it('are phases of the heart or of the breath', () => {
    const cine = volumes(8, (volume) => ({ TriggerTime: volume * 40, CardiacNumberOfImages: 8 }));
    expect(none(cine)).toEqual(notApplicable('gated'));
    // Without a count of phases: those of one time of acquisition are a cycle, a fast run is none.
    expect(none(volumes(8, (volume) => ({ TriggerTime: volume * 40 })))).toEqual(notApplicable('gated'));
    const fast = volumes(8, (volume) => ({
      TriggerTime: volume * 400,
      AcquisitionTime: time(TEN + volume * 0.4),
    }));
    expect(runOf(fast).kind).toBe('dynamic-mr');
    const breath = volumes(4, (volume) => ({
      Modality: 'PT',
      SeriesType: ['GATED', 'IMAGE'],
      TriggerTime: volume,
    }));
    expect(none(breath)).toEqual(notApplicable('gated'));
  });
});

describe('what should be a run and cannot be measured', () => {
  it('are volumes that cannot be told apart', () => {
    const same = Array.from({ length: 3 }, () => slices({ count: SLICES }, EPI)).flat();
    expect(none(same)).toEqual(notEvaluable('ambiguous-volumes'));
  });

  it('is a single slice', () => {
    const single = volumes(5, (volume) => ({ ...EPI, AcquisitionNumber: volume + 1 }), 1);
    expect(none(single)).toEqual(notEvaluable('one-slice'));
  });

  it('are images without a place, where the header promises several', () => {
    const lost = epi(3, () => ({ ImagePositionPatient: undefined }));
    expect(none(lost)).toEqual(notEvaluable('not-volumetric'));
  });

  it('are images of a scanner without the place that they must have, and no captures, localizers or worked out ones', () => {
    const lost = (own: Given) => none(slices({ count: 3 }, { ImagePositionPatient: undefined, ...own }));
    for (const SOPClassUID of ['1.2.840.10008.5.1.4.1.1.4', '1.2.840.10008.5.1.4.1.1.2']) {
      expect(lost({ SOPClassUID })).toEqual(notEvaluable('not-volumetric'));
    }
    expect(lost({ SOPClassUID: '1.2.840.10008.5.1.4.1.1.7' })).toEqual(notApplicable('not-volumetric'));
    for (const word of ['LOCALIZER', 'MIP']) {
      const ImageType = [word === 'MIP' ? 'DERIVED' : 'ORIGINAL', 'PRIMARY', word];
      expect(lost({ ImageType })).toEqual(notApplicable('not-volumetric'));
    }
  });
});

describe('contrasts', () => {
  it('that repeat are runs each, the largest first; what stands alone is named', () => {
    const files = epi(7, (volume) => ({
      FlipAngle: volume < 4 ? 90 : volume < 6 ? 30 : 10,
    }));
    const { runs } = runsOf(files);
    expect(runs.map(({ points }) => points.length)).toEqual([4, 2]);
    expect(runs.map(reasons)).toEqual([['contrast-differs'], []]);
  });

  it('of normalised and raw images of one moment are two runs', () => {
    const files = epi(6, (volume) => ({
      ImageType: ['ORIGINAL', 'PRIMARY', 'M', volume % 2 === 0 ? 'ND' : 'NORM'],
      AcquisitionNumber: Math.floor(volume / 2) + 1,
      AcquisitionTime: time(TEN + Math.floor(volume / 2) * STEP_S),
    }));
    expect(runsOf(files).runs.map(({ points }) => points.length)).toEqual([3, 3]);
  });
});
