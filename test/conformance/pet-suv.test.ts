import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, type TestContext } from 'vitest';
import { edited } from '../../fixtures/from-plans.js';
import { PET_RECIPES } from '../../fixtures/pet/recipes.js';
import { PET_SHAPE, suvSeries } from '../../fixtures/pet/series.js';
import type { Attributes, Element } from '../../fixtures/writer/element.js';
import { writePart10 } from '../../fixtures/writer/part10.js';
import { MemorySource } from '../../src/dicom/byte-source.js';
import type { Dataset } from '../../src/dicom/dataset.js';
import { readPart10 } from '../../src/dicom/part10.js';
import { type PetFacts, readPetFacts } from '../../src/pet/pet-facts.js';
import { type SuvReadiness, suvReadiness } from '../../src/pet/suv.js';
import { jsonFromPython, pythonWithPydicom } from '../helpers/peers.js';
import { enhancedPet } from '../pet/enhanced-pet.js';
import { written } from '../study/build.js';
import { type Delivered, deid } from './deid-lab.js';
import { readShared, SHARED_DICOM, sharedFiles, skipOrFail } from './shared-data.js';

const PET_SERIES = [
  'suv_computation/DRO/DRO_0_0/PT/',
  'suv_computation/DRO/DRO_2_4/PT/',
  'ibsi/dicom/STS_001/PET/image/',
];

interface Peer {
  readonly path: string;
  readonly uptake: number;
  readonly factor: number | null;
  readonly values: readonly number[] | null;
}

function datasetOf(path: string): Dataset {
  const file = readShared(path);
  if (typeof file === 'string') throw new Error(`${path}: ${file}`);
  return file.dataset;
}

function sharedFacts(context: TestContext, series: string): PetFacts[] {
  return sharedFiles(context)
    .filter((path) => path.startsWith(series))
    .map((path) => readPetFacts(datasetOf(path)));
}

function distinct(facts: readonly PetFacts[]): PetFacts[] {
  return [...new Map(facts.map((fact) => [JSON.stringify(fact), fact])).values()];
}

function peer(context: TestContext, paths: readonly string[]): Peer[] {
  const python = pythonWithPydicom();
  if (python === undefined) skipOrFail(context, 'skipped: no pydicom');
  return jsonFromPython(python, [join(import.meta.dirname, 'pet_suv.py')], paths);
}

/** Two slices of each recipe of the collection `pet-suv`, as a delivery. */
function fixtureFiles(): Delivered[] {
  const { rows, columns, slices } = PET_SHAPE;
  const volume = new Float64Array(rows * columns * slices).fill(1);
  return PET_RECIPES.flatMap((recipe) =>
    suvSeries(recipe, volume)
      .instances.slice(0, 2)
      .map(({ dataset, options }, i) => ({
        path: `${recipe.key}/${i}.dcm`,
        bytes: writePart10(dataset, options),
      })),
  );
}

function open(bytes: Uint8Array): Dataset {
  return readPart10(new MemorySource(bytes)).dataset;
}

describe('the digital reference objects', () => {
  it('has SUV 0, 0.2, 1 and 4 in the one in Bq/ml', (context) => {
    const found = suvReadiness(distinct(sharedFacts(context, PET_SERIES[0] ?? '')));
    expect(found).toMatchObject({ ready: true, problems: [], uptakeS: 3600, pixels: 'activity' });
    const factor = found.factorsToBw[0] ?? 0;
    for (const [value, suv] of [
      [720, 0.2],
      [3600, 1],
      [14400, 4],
    ] as const) {
      expect(value * factor).toBeCloseTo(suv, 5);
    }
  });

  it('takes no factor that stands without its creator: nobody knows whose it is', (context) => {
    const facts = distinct(sharedFacts(context, PET_SERIES[1] ?? ''));
    expect(suvReadiness(facts).problems.map(({ code }) => code)).toEqual(['counts-without-factor']);
    // With its creator the element would say 0.0005.
    const named = facts.map((fact) => ({
      ...fact,
      philipsSuvFactor: { state: 'value' as const, value: 0.0005 },
    }));
    const found = suvReadiness(named);
    expect(found).toMatchObject({ ready: true, pixels: 'suv', factorsToBw: [0.0005], uptakeS: 3600 });
    expect([400, 2000, 8000].map((value) => value * (found.factorsToBw[0] ?? 0))).toEqual([0.2, 1, 4]);
  });
});

describe('an independent implementation of the pseudo-code', () => {
  it('has the same uptake times, factors and values for all shared PET images', (context) => {
    const paths = sharedFiles(context).filter((path) => PET_SERIES.some((series) => path.startsWith(series)));
    expect(paths).toHaveLength(99);
    for (const [i, theirs] of peer(
      context,
      paths.map((path) => join(SHARED_DICOM, path)),
    ).entries()) {
      const ours = suvReadiness([readPetFacts(datasetOf(paths[i] ?? ''))]);
      compare(ours, theirs);
      if (theirs.values && theirs.factor !== null) {
        for (const value of theirs.values) expect(nearest(value * theirs.factor)).toBeLessThan(1e-5);
      }
    }
  }, 60_000);

  it('has the same for the twelve headers of the fixtures', (context) => {
    const folder = mkdtempSync(join(tmpdir(), 'corelab-pet-'));
    try {
      const files = fixtureFiles();
      const paths = files.map((_, i) => join(folder, `${i}.dcm`));
      for (const [i, { bytes }] of files.entries()) writeFileSync(paths[i] ?? '', bytes);
      const theirs = peer(context, paths);
      expect(theirs).toHaveLength(24);
      for (const [i, { bytes, path }] of files.entries()) {
        const ours = suvReadiness([readPetFacts(open(bytes))]);
        const one = theirs[i] as Peer;
        // The pseudo-code knows SUVbw only.
        if (path.startsWith('gml-lbm')) expect(ours.uptakeS).toBeCloseTo(one.uptake, 5);
        else compare(ours, one);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  }, 60_000);
});

/** How far an SUV is from the next of those that the reference objects hold. */
function nearest(suv: number): number {
  return Math.min(...[0, 0.2, 1, 4].map((known) => Math.abs(suv - known)));
}

function compare(ours: SuvReadiness, theirs: Peer): void {
  expect(ours.uptakeS).toBeCloseTo(theirs.uptake, 5);
  expect(ours.ready).toBe(theirs.factor !== null);
  if (theirs.factor !== null) expect((ours.factorsToBw[0] ?? 0) / theirs.factor).toBeCloseTo(1, 7);
}

/** What `deid --profile trial` makes of a delivery, and what is said of each file before and after. */
async function beforeAndAfter(files: readonly Delivered[]): Promise<readonly [SuvReadiness, SuvReadiness][]> {
  const sop = new Map(files.map(({ path, bytes }) => [path, open(bytes).string('SOPInstanceUID') ?? '']));
  const { released, held } = await deid(files, 'trial', (path) => sop.get(path) ?? '');
  expect(held).toEqual([]);
  expect(released.size).toBe(files.length);
  return files.map(({ path, bytes }) => [
    suvReadiness([readPetFacts(open(bytes))]),
    suvReadiness([readPetFacts(open(released.get(path)?.bytes ?? new Uint8Array()))]),
  ]);
}

/** Faults that are made by editing the header of the first recipe. */
const EDITS: readonly Attributes[] = [
  { PatientWeight: undefined },
  { PatientWeight: 71500 },
  { Units: 'CNTS' },
  { DecayCorrection: 'NONE' },
  { SeriesTime: '235900', FrameReferenceTime: undefined },
  { AcquisitionTime: '' },
  { CorrectedImage: ['NORM', 'DTIM'] },
  { RadiopharmaceuticalInformationSequence: undefined },
  { RadiopharmaceuticalInformationSequence: [{ RadiopharmaceuticalStartTime: '100000' }] },
  {
    RadiopharmaceuticalInformationSequence: [
      {
        RadionuclideTotalDose: 350,
        RadionuclideHalfLife: 6586.2,
        RadiopharmaceuticalStartDateTime: '20240403120000',
      },
    ],
  },
];

function faultyFiles(): Delivered[] {
  const [recipe] = PET_RECIPES;
  if (!recipe) throw new RangeError('there are recipes');
  const { rows, columns, slices } = PET_SHAPE;
  const { instances } = suvSeries(recipe, new Float64Array(rows * columns * slices).fill(1));
  return EDITS.flatMap((edit, i) => {
    const made = instances[i];
    if (!made) return [];
    return [{ path: `${i}.dcm`, bytes: writePart10(edited(made.dataset, edit), made.options) }];
  });
}

const PIXELS: Element = { tag: 0x7fe00010, vr: 'OW', value: new Uint8Array(2 * 2 * 2 * 2) };

describe('de-identification for a trial', () => {
  it('changes nothing that is said of the fixtures', async () => {
    for (const [before, after] of await beforeAndAfter(fixtureFiles())) {
      expect(after).toEqual(before);
      expect(after.ready).toBe(true);
    }
  }, 60_000);

  it('changes nothing that is said of faulty headers', async () => {
    const found = await beforeAndAfter(faultyFiles());
    expect(found).toHaveLength(EDITS.length);
    for (const [before, after] of found) {
      expect(after).toEqual(before);
      expect(after.ready).toBe(false);
    }
  }, 60_000);

  it('changes nothing that is said of an enhanced object', async () => {
    const bytes = writePart10(written(enhancedPet(), [PIXELS]));
    const [found] = await beforeAndAfter([{ path: 'enhanced.dcm', bytes }]);
    expect(found?.[1]).toEqual(found?.[0]);
    expect(found?.[1]).toMatchObject({ ready: true, uptakeS: 3600, decayS: 3600 });
  }, 60_000);

  it('changes nothing that is said of real series', async (context) => {
    const paths = sharedFiles(context).filter((path) => PET_SERIES.some((series) => path.startsWith(series)));
    const some = paths.filter((_, i) => i % 10 === 0);
    const files = some.map((path) => ({ path, bytes: readFileSync(join(SHARED_DICOM, path)) }));
    for (const [before, after] of await beforeAndAfter(files)) expect(after).toEqual(before);
  }, 60_000);
});
