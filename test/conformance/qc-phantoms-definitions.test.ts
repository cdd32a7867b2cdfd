import { join } from 'node:path';
import { beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { PET_SUV } from '../../fixtures/pet/pet-suv.js';
import { NEMA } from '../../fixtures/pet/phantom.js';
import { PET_RECIPES } from '../../fixtures/pet/recipes.js';
import { backgroundBqPerMl } from '../../fixtures/pet/suv.js';
import { adcSeries } from '../../fixtures/phantoms/adc.js';
import { PHANTOMS } from '../../fixtures/phantoms/collection.js';
import { writeFiles } from '../../fixtures/write-files.js';
import { isKnown } from '../../src/motion/image/image-volume.js';
import { measurePhantom } from '../../src/motion/phantom/measure-phantom.js';
import type { PhantomImage } from '../../src/motion/phantom/phantom-image.js';
import type { PhantomSpec } from '../../src/motion/phantom/phantom-spec.js';
import { folder } from '../commands/cli.js';
import { forPeer, fromPeer, imagesBelow, type LoadedImage, sharedImages } from './qc-loaded.js';

type Figures = Readonly<Record<string, number>>;

/** The figures of a phantom that have a value. */
function measured(images: readonly PhantomImage[], spec: PhantomSpec): Figures {
  const result = measurePhantom(images, spec);
  if ('notFound' in result) throw new Error(result.notFound);
  return Object.fromEntries(
    Object.entries(result.figures).flatMap(([name, figure]) =>
      figure !== undefined && isKnown(figure) ? [[name, figure]] : [],
    ),
  );
}

/** The same by numpy from the definitions, which finds the phantom by a threshold of its own. */
function byDefinition(
  context: TestContext,
  images: readonly LoadedImage[],
  job: { readonly kind: PhantomSpec['kind'] } & Readonly<Record<string, unknown>>,
): Figures {
  const [first] = images;
  if (!first) throw new Error('no image');
  return fromPeer(context, 'qc_phantoms.py', {
    ...job,
    images: images.map(({ values }) => forPeer(values)),
    dims: first.dims,
    spacingMm: first.spacingMm,
    affine: [...first.affine],
  });
}

/** How far each figure may be off, in its own unit; every one of them is known to both. */
function expectWithin(ours: Figures, theirs: Figures, bounds: Figures): void {
  expect(Object.keys(theirs).sort()).toEqual(Object.keys(bounds).sort());
  for (const [name, bound] of Object.entries(bounds)) {
    const [our, their] = [ours[name] ?? Number.NaN, theirs[name] ?? Number.NaN];
    expect(Math.abs(our - their), `${name}: ${our}, by definition ${their}`).toBeLessThanOrEqual(bound);
  }
}

describe('figures of phantoms are those that numpy works out from their definitions', () => {
  const place = folder();
  const made = (name: string): Promise<LoadedImage[]> => imagesBelow(join(place, name));

  beforeAll(async () => {
    writeFiles(place, (await PHANTOMS.make()).files);
    const wanted = /\/pet-(cylinder|nema-psf)\/PT\//;
    writeFiles(
      place,
      [...(await PET_SUV.make()).files].filter(({ path }) => wanted.test(path)),
    );
  }, 120_000);

  it('of a uniform sphere in two images', async (context) => {
    const images = [...(await made('uniform-a')), ...(await made('uniform-b'))];
    const theirs = byDefinition(context, images, { kind: 'uniform' });
    expectWithin(measured(images, { kind: 'uniform' }), theirs, {
      ...{ snrTwoImages: 0.5, changePercent: 0.005 },
      ...{ snrSmoothed: 0.5, piuPercent: 0.05, psgPercent: 0.005 },
    });
    expect(theirs.snrTwoImages).toBeCloseTo(100, -0.5);
  });

  it.for(['uniform-ghost', 'uniform-shaded'])(
    'of a uniform sphere in one image: %s',
    async (name, context) => {
      const images = await made(name);
      expectWithin(
        measured(images, { kind: 'uniform' }),
        byDefinition(context, images, { kind: 'uniform' }),
        { snrSmoothed: 5, piuPercent: 0.2, psgPercent: 0.03 },
      );
    },
  );

  it('of a sphere over time', async (context) => {
    const images = await made('stability');
    const spec = { kind: 'stability', roiPixels: 15, skipVolumes: 2 } as const;
    const theirs = byDefinition(context, images, { kind: 'stability', skip: 2, side: 15 });
    expectWithin(measured(images, spec), theirs, {
      ...{ volumes: 0, sfnr: 1e-6, staticSnr: 1e-6 },
      ...{ fluctuationPercent: 1e-8, driftPercent: 1e-8, decorrelationRadiusPixels: 1e-7 },
    });
  });

  it.for(['ct-water', 'ct-water-artefact'])('of water on CT: %s', async (name, context) => {
    const images = await made(name);
    expectWithin(
      measured(images, { kind: 'ct-water' }),
      byDefinition(context, images, { kind: 'ct-water' }),
      {
        ...{ waterHu: 0.05, waterNoiseHu: 0.05, uniformityHu: 0.3 },
      },
    );
  });

  it('of a uniform cylinder of PET, SUV included', async (context) => {
    const [image] = await made('DICOM/pet-cylinder/PT');
    const recipe = PET_RECIPES.find(({ key }) => key === 'cylinder');
    if (!image || !recipe) throw new Error('no cylinder');
    // What has SUV 1 was worked out from weight, dose and decay when it was made.
    const factor = 1 / backgroundBqPerMl(recipe);
    const suv = { ...image, unit: 'g/ml', values: image.values.map((value) => value * factor) };
    const theirs = byDefinition(context, [image], { kind: 'pet-cylinder', factor });
    expectWithin(measured([suv], { kind: 'pet-cylinder' }), theirs, {
      ...{ meanSuv: 1e-3, axialNonuniformityPercent: 0.01, petNoisePercent: 0.05 },
    });
    expect(theirs.meanSuv).toBeCloseTo(1, 2);
  });

  it('of hot spheres of PET', async (context) => {
    const images = await made('DICOM/pet-nema-psf/PT');
    const spheres = NEMA.spheres;
    const spec = {
      ...({ kind: 'pet-spheres', spheresMm: spheres.map(({ diameterMm }) => diameterMm) } as const),
      ...{ ringRadiusMm: 57.2, sphereToBackground: NEMA.ratio },
    };
    const theirs = byDefinition(context, images, {
      ...{ kind: 'pet-spheres', spheres, body: NEMA.bodyRadiiMm, ratio: NEMA.ratio },
    });
    const names = [37, 28, 22, 17, 13, 10].map((mm) => [`rcMax${mm}`, 0.005]);
    expectWithin(measured(images, spec), theirs, Object.fromEntries(names));
  });

  it('of vials of known diffusion', async (context) => {
    const bValues = [0, 500, 900];
    const images = (await made('adc-vials')).map((image, n) => ({ ...image, bValue: bValues[n] ?? 0 }));
    expect(images).toHaveLength(3);
    const { vials: truth } = adcSeries().truth as {
      vials: { centreMm: [number, number]; radiusMm: number; adcMm2PerS: number }[];
    };
    const vials = truth.map(({ centreMm: [x, y], ...own }) => ({ x, y, ...own }));
    const [first] = vials;
    const spec = {
      kind: 'adc' as const,
      vials: vials.map(({ x, y, radiusMm, adcMm2PerS }, n) => ({
        ...{ name: `${n + 1}`, radiusMm, adcMm2PerS },
        positionMm: [x - (first?.x ?? 0), y - (first?.y ?? 0)] as const,
      })),
    };
    const theirs = byDefinition(context, images, { kind: 'adc', bValues, vials });
    expectWithin(measured(images, spec), theirs, { adcErrorPercent: 0.05, adcNoisePercent: 0.05 });
  });

  it.for([
    ...['GE_Artist_1.5T_T1', 'GE_Artist_1.5T_T2', 'Philips3TdStream'],
    ...['Siemens_Aera_1.5T_T1', 'Siemens_Sola_1.5T_T1'],
  ])('of a real ACR phantom: %s', async (name, context) => {
    const images = await sharedImages(context, `hazen/tests/data/acr/${name}`);
    expectWithin(
      measured(images.slice(0, 1), { kind: 'acr-large' }),
      byDefinition(context, images, { kind: 'acr-large' }),
      { piuPercent: 0.2, psgPercent: 0.02, snrSmoothed: 4 },
    );
  });
});
