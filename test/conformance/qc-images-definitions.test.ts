import { describe, expect, it, type TestContext } from 'vitest';
import { contrastFigures } from '../../src/motion/image/contrast/contrast-figures.js';
import { fillValues } from '../../src/motion/image/contrast/fill-values.js';
import { imageMasks } from '../../src/motion/image/contrast/image-masks.js';
import { sortedSample } from '../../src/motion/image/contrast/intensities.js';
import { isKnown, type Measured } from '../../src/motion/image/image-volume.js';
import { head } from '../motion/image/contrast/head.js';
import { forPeer, fromPeer, type LoadedImage, sharedImages } from './qc-loaded.js';

/** Figures by the code, and by numpy from their definitions. */
interface Pair {
  readonly ours: Readonly<Record<string, Measured>>;
  readonly theirs: Readonly<Record<string, number>>;
}

/** The masks are made a second time, too: all that the peer is told of them is the threshold and the fill values. */
function pairOf(context: TestContext, image: LoadedImage, modality: 'MR' | 'CT'): Pair {
  const masks = imageMasks(image);
  if (!masks) throw new Error('no object');
  const theirs = fromPeer(context, 'qc_images.py', {
    ...{ values: forPeer(image.values), dims: image.dims, spacingMm: image.spacingMm, modality },
    ...{ threshold: masks.threshold, hasAir: masks.airState === 'usable' },
    fills: fillValues(sortedSample(image.values), masks.threshold),
    foreground: forPeer(masks.foreground),
    air: forPeer(masks.air),
  });
  return { ours: contrastFigures(image, masks, modality), theirs };
}

/** How far ours may be from theirs, as a share: quantiles are of a sample of 200,000, classes of a histogram. */
const TOLERANCES = {
  efc: 1e-6,
  fber: 1e-5,
  snrDietrich: 0.01,
  qi1: 0.03,
  snr: 0.02,
  cjv: 0.02,
  cnr: 0.02,
  airHu: 1e-3,
  noiseHu: 0.05,
} as const;
type Name = keyof typeof TOLERANCES;

function expectSame({ ours, theirs }: Pair, known: readonly Name[]): void {
  expect(theirs).toMatchObject({ foregroundDiffers: 0, airDiffers: 0 });
  for (const name of Object.keys(TOLERANCES) as Name[]) {
    const figure = ours[name];
    expect(figure !== undefined && isKnown(figure), name).toBe(known.includes(name));
    if (figure === undefined || !isKnown(figure)) continue;
    const their = theirs[name] ?? Number.NaN;
    // A share of the air may be close to nothing.
    const bound = TOLERANCES[name] * Math.max(Math.abs(their), name === 'qi1' ? 0.05 : 0);
    expect(Math.abs(figure - their), `${name}: ${figure}, by definition ${their}`).toBeLessThanOrEqual(bound);
  }
}

const AIR = ['efc', 'fber', 'snrDietrich', 'qi1'] as const;
const CLASSES = ['snr', 'cjv', 'cnr'] as const;

describe('figures of images are those that numpy works out from their definitions', () => {
  it('of a head of three shells', (context) => {
    expectSame(pairOf(context, head(), 'MR'), [...AIR, ...CLASSES]);
  });

  it('of the same with a ghost in its air', (context) => {
    const [clean, ghosted] = [0, 0.15].map((ghost) => pairOf(context, head({ ghost }), 'MR'));
    if (!clean || !ghosted) throw new Error('not made');
    expectSame(ghosted, [...AIR, ...CLASSES]);
    expect(ghosted.theirs.qi1).toBeGreaterThan(Number(clean.theirs.qi1) + 0.05);
  });

  it.for([
    ['ibsi/dicom/STS_001/MR_T1/image', 'MR', [...AIR, ...CLASSES]],
    ['dcm_qa_xa30/In/8_gre_field_mapping', 'MR', AIR],
    ['hazen/tests/data/acr/GE_Artist_1.5T_T1', 'MR', [...AIR, ...CLASSES]],
    ['hazen/tests/data/acr/Siemens_Aera_1.5T_T1', 'MR', AIR],
    ['hazen/tests/data/acr/Philips3TdStream', 'MR', []],
    ['ibsi/dicom/STS_001/CT/image', 'CT', ['noiseHu', 'airHu']],
    ['dcm_qa_ct/In/GE', 'CT', ['noiseHu', 'airHu']],
  ] as const)('of %s', { timeout: 60_000 }, async ([folder, modality, known], context) => {
    const [image] = await sharedImages(context, folder);
    if (!image) throw new Error('no volume');
    const pair = pairOf(context, image, modality);
    expectSame(pair, known);
  });
});
