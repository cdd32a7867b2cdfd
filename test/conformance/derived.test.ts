import { join } from 'node:path';
import { describe, expect, it, type TestContext } from 'vitest';
import { GlobExclusion } from '../../src/pipeline/scan/exclusion.js';
import { inputsFromPaths } from '../../src/pipeline/scan/inputs.js';
import { scan } from '../../src/pipeline/scan/scan.js';
import { START_PROBES } from '../../src/rules/protocol/derived/clock.js';
import { DERIVED } from '../../src/rules/protocol/derived/derived.js';
import type { SeriesView } from '../../src/rules/protocol/series-view.js';
import { studyViews, VIEW_PROBES } from '../../src/rules/protocol/view/study-views.js';
import { buildDelivery } from '../../src/study/model.js';
import { type Probe, probeKey } from '../../src/study/probe/probe.js';
import { type Sidecar, sidecarsOf } from './dcm2niix-json.js';
import { hasDcm2niix } from './nifti.js';
import { SHARED_DICOM, sharedFiles, skipOrFail } from './shared-data.js';

const FOLDERS = [
  ...['dcm_qa_agfa', 'dcm_qa_ct', 'dcm_qa_enh', 'dcm_qa_me', 'dcm_qa_nih', 'dcm_qa_stc', 'dcm_qa_ts'],
  ...['dcm_qa_xa30', 'example-dicom-functional', 'hazen'],
];

/** Where the two differ: series and value, and why. */
const DIFFERS: Readonly<Record<string, string>> = {
  '2.25.271580535821939343913167574446985060255 multiband':
    'dcm2niix counts slices that were acquired at one time: all 11, since the times of this file were set to midnight; ' +
    'the measurement protocol says 1',
  '1.2.840.113619.2.408.5282380.4562341.27283.1537222031.341 phaseEncodingDirection':
    'dcm2niix reads the flag in (0043,xx2A), which holds host names, too, and does not pass de-identification',
  '1.2.840.113619.2.408.5282380.4562341.27283.1537222031.341 volumeInterval':
    'all volumes have one time of acquisition, and nothing else states when each was taken',
  '1.2.156.112605.14038013508437.20180925054056.3.12348.5 accelerationInPlane':
    'United Imaging states it in an element of its own, whose form is not documented',
  '1.2.826.0.1.3680043.2.1143.5321353203983731308636763388634496705 accelerationInPlane':
    'Philips states it inside a private sequence that is not read',
};

async function viewsOf(folder: string): Promise<Map<string, SeriesView>> {
  const probes = [
    ...VIEW_PROBES,
    ...START_PROBES,
    ...[...DERIVED.values()].flatMap((quantity) => quantity.probes),
  ];
  const each = new Map<string, Probe>(probes.map((probe) => [probeKey(probe), probe]));
  const found = await scan(inputsFromPaths([folder], new GlobExclusion([])), {
    ...{ checksums: false, jobs: 1, signal: new AbortController().signal, probes: [...each.values()] },
    progress: { update: () => undefined },
  });
  const studies = studyViews(buildDelivery(found.instances), found, {});
  return new Map(studies.flatMap(({ series }) => series.map((view) => [view.seriesUID, view])));
}

/** Numbers and texts of all samples of a derived value. */
function valuesIn(view: SeriesView | undefined, name: string): (number | string)[] {
  if (!view) return [];
  const samples = DERIVED.get(name)?.samples(view) ?? [];
  return samples.flatMap(({ value }): readonly (number | string)[] =>
    value.state === 'value' ? (value.numbers ?? value.texts) : [],
  );
}

/** The name of going along a direction in LPS: from anterior to posterior is AP. */
function nameOf(direction: readonly number[]): string {
  const largest = Math.max(...direction.map(Math.abs));
  const axis = direction.findIndex((part) => Math.abs(part) === largest);
  const names = ['RL', 'AP', 'FH'][axis] ?? '';
  return (direction[axis] ?? 0) > 0 ? names : [...names].reverse().join('');
}

/** dcm2niix turns rows round: j runs against the direction of the columns, i along that of the rows. */
function directionOf({ PhaseEncodingDirection: bids, ImageOrientationPatientDICOM: cosines }: Sidecar) {
  if (!bids || !cosines) return undefined;
  const along = bids.startsWith('i') ? cosines.slice(0, 3) : cosines.slice(3).map((part) => -part);
  return nameOf(bids.endsWith('-') ? along.map((part) => -part) : along);
}

/** Values that both state, theirs in our units. */
function pairs(sidecar: Sidecar, volumes: number): [string, number | string | undefined][] {
  const ms = (seconds: number | undefined): number | undefined => seconds && seconds * 1000;
  return [
    ['echoTimes', ms(sidecar.EchoTime)],
    ['volumeInterval', volumes > 1 ? sidecar.RepetitionTime : undefined],
    ['sliceSpacing', sidecar.SpacingBetweenSlices],
    ['phaseEncodingDirection', directionOf(sidecar)],
    ['accelerationInPlane', sidecar.ParallelReductionFactorInPlane],
    ['multiband', sidecar.MultibandAccelerationFactor],
    ['partialFourier', sidecar.PartialFourier],
  ];
}

const agrees = (ours: number | string, theirs: number | string): boolean =>
  typeof ours === 'number' && typeof theirs === 'number'
    ? Math.abs(ours - theirs) <= 1e-3 * Math.abs(theirs)
    : ours === theirs;

/** What the two see differently: `series value` as in {@link DIFFERS}, and what each says. */
function differences(view: SeriesView | undefined, sidecar: Sidecar): [string, string][] {
  const volumes = Math.max(0, ...valuesIn(view, 'timePoints').map(Number));
  return pairs(sidecar, volumes).flatMap(([name, theirs]) => {
    const key = `${sidecar.SeriesInstanceUID} ${name}`;
    if (theirs === undefined) return [];
    const ours = valuesIn(view, name);
    return ours.some((value) => agrees(value, theirs)) ? [] : [[key, `${ours.join()} is not ${theirs}`]];
  });
}

function need(context: TestContext): void {
  sharedFiles(context);
  if (!hasDcm2niix()) skipOrFail(context, 'skipped: no dcm2niix');
}

describe('derived values beside dcm2niix', () => {
  it.for(FOLDERS)('are the same in %s', async (folder, context) => {
    need(context);
    const path = join(SHARED_DICOM, folder);
    const views = await viewsOf(path);
    const theirs = [...sidecarsOf(path).values()].flat();
    expect(theirs.length).toBeGreaterThan(0);
    const differing = Object.fromEntries(
      theirs.flatMap((sidecar) => differences(views.get(sidecar.SeriesInstanceUID), sidecar)),
    );
    const uids = new Set(theirs.map((sidecar) => sidecar.SeriesInstanceUID));
    const known = Object.keys(DIFFERS).filter((key) => uids.has(key.split(' ')[0] ?? ''));
    expect(Object.keys(differing).sort(), JSON.stringify(differing)).toEqual(known.sort());
  });

  it.for(FOLDERS)(
    'know no sign of phase encoding that dcm2niix does not know, in %s',
    async (folder, context) => {
      need(context);
      const path = join(SHARED_DICOM, folder);
      const views = await viewsOf(path);
      for (const sidecar of [...sidecarsOf(path).values()].flat()) {
        if (sidecar.PhaseEncodingDirection !== undefined) continue;
        expect(valuesIn(views.get(sidecar.SeriesInstanceUID), 'phaseEncodingDirection')).toEqual([]);
      }
    },
  );
});
