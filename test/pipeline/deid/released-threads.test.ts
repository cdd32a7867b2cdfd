import { describe, expect, it } from 'vitest';
import { PET_SUV } from '../../../fixtures/pet/pet-suv.js';
import { PHANTOMS } from '../../../fixtures/phantoms/collection.js';
import { told } from '../scan/told.js';
import { ReleaseLab, scannedAgain } from './released-lab.js';

/** As it is built: threads run no TypeScript. */
const BUILT = new URL('../../../dist/pipeline/deid/run.js', import.meta.url);

/** Fewer files than this are written on the main thread. */
const POOL_FROM_FILES = 64;

describe('the scan that deid gives of what its threads released', () => {
  for (const collection of [PHANTOMS, PET_SUV]) {
    it(`does not depend on their number: ${collection.name}`, async () => {
      const { deidDelivery } = await import(/* @vite-ignore */ BUILT.href);
      const lab = new ReleaseLab(deidDelivery);
      const inputs = [await lab.collection(collection)];
      const { report, released } = await lab.run({ inputs, jobs: 2 });
      expect(report.summary.filesOut).toBeGreaterThanOrEqual(POOL_FROM_FILES);
      expect(told(released.scan)).toEqual(told(await scannedAgain(report)));
    }, 240_000);
  }
});
