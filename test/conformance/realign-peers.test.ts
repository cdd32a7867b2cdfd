import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { type Alignment, alignVolume } from '../../src/motion/realign/align.js';
import { prepareReference } from '../../src/motion/realign/reference.js';
import { centreOf } from '../../src/motion/rigid.js';
import type { Volume } from '../../src/study/volume/assemble.js';
import { alignmentError } from '../helpers/motion/alignment-error.js';
import { hasPeer, jsonFromPython } from '../helpers/peers.js';
import { SHARED_DICOM, sharedFiles, skipOrFail } from './shared-data.js';
import { seriesVolumes } from './volumes-compare.js';

const SCRIPTS = join(import.meta.dirname, '../bench/motion');
/** A subject who lay still: 10 volumes of 80 × 80 × 35, oblique, classic Philips images. */
const QUIET = join(SHARED_DICOM, 'example-dicom-functional/dicoms');
/** A subject who turned the head by up to 40°, within volumes too: 10 volumes of 64 × 64 × 15, classic GE images. */
const RESTLESS = join(SHARED_DICOM, 'dcm_qa_nih/In');

interface PeerResult {
  readonly transforms: readonly (readonly number[])[];
}

function pythonWith(module: string): string | undefined {
  return ['python3', '/usr/bin/python3'].find(
    (python) => spawnSync(python, ['-c', `import ${module}`]).status === 0,
  );
}

/** What a peer's script makes of the first volumes of a folder. elastix takes some seconds for each. */
function peer(
  context: TestContext,
  script: 'realign_nipy.py' | 'realign_elastix.py',
  { folder, volumes }: { folder: string; volumes: number },
) {
  const python = pythonWith(script === 'realign_nipy.py' ? 'nipy, pydicom' : 'nibabel, pydicom');
  if (!python) skipOrFail(context, `skipped: no python3 for ${script}`);
  if (script === 'realign_elastix.py' && !hasPeer('elastix')) skipOrFail(context, 'skipped: no elastix');
  const [result] = jsonFromPython<PeerResult>(python, [
    '-W',
    'ignore',
    join(SCRIPTS, script),
    folder,
    String(volumes),
  ]);
  expect(result?.transforms).toHaveLength(volumes);
  return result?.transforms ?? [];
}

interface Realigned {
  readonly first: Volume;
  readonly alignments: readonly Alignment[];
}

async function realigned(folder: string): Promise<Realigned> {
  const volumes: Volume[] = [];
  for await (const { loaded } of seriesVolumes(folder)) {
    for await (const one of loaded) if ('volume' in one) volumes.push(one.volume);
  }
  const [first, ...others] = volumes;
  if (!first) throw new RangeError('no volumes');
  const reference = prepareReference(Float32Array.from(first.values), first);
  const alignments: Alignment[] = [];
  for (const volume of others) {
    const start = alignments.at(-1)?.transform;
    alignments.push(alignVolume(reference, Float32Array.from(volume.values), volume, start));
  }
  return { first, alignments };
}

/** How far each of our transforms lies from the peer's, mm; the first volume of both is the reference. */
function differences({ first, alignments }: Realigned, theirs: PeerResult['transforms']): number[] {
  return theirs.slice(1).map((transform, i) => {
    return alignmentError(alignments[i]?.transform ?? [], transform, centreOf(first)).rmsMm;
  });
}

const found = new Map<string, Realigned>();

async function ours(context: TestContext, folder: string): Promise<Realigned> {
  sharedFiles(context);
  const before = found.get(folder) ?? (await realigned(folder));
  found.set(folder, before);
  return before;
}

describe('realignment of real runs beside other programs', () => {
  beforeAll(() => found.clear());

  it('agrees with nipy on a quiet subject to 0.1 mm', async (context) => {
    const mine = await ours(context, QUIET);
    expect(
      Math.max(...differences(mine, peer(context, 'realign_nipy.py', { folder: QUIET, volumes: 10 }))),
    ).toBeLessThan(0.1);
  });

  it('agrees with elastix on a quiet subject to 0.05 mm', async (context) => {
    const mine = await ours(context, QUIET);
    expect(
      Math.max(...differences(mine, peer(context, 'realign_elastix.py', { folder: QUIET, volumes: 4 }))),
    ).toBeLessThan(0.05);
  }, 300_000);

  it('agrees with elastix on a restless subject to 0.5 mm wherever the volumes correlate', async (context) => {
    const mine = await ours(context, RESTLESS);
    const theirs = differences(mine, peer(context, 'realign_elastix.py', { folder: RESTLESS, volumes: 6 }));
    const trusted = [...theirs.keys()].filter((i) => (mine.alignments[i]?.correlation ?? 0) > 0.95);
    expect(trusted).toEqual([0, 4]);
    for (const i of trusted) expect(theirs[i]).toBeLessThan(0.5);
  }, 300_000);

  it('does not correlate where a subject moved within volumes, so that nobody takes it for measured', async (context) => {
    const { alignments } = await ours(context, RESTLESS);
    // Combed slices in volumes 2, 3, 4, 6 and 7: programs differ by 1 to 30 mm on them.
    for (const volume of [2, 3, 4, 6, 7]) {
      expect(alignments[volume - 1]?.correlation).toBeLessThan(0.9);
    }
  });
});
