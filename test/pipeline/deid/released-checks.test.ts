import { Readable } from 'node:stream';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { DIFFUSION } from '../../../fixtures/diffusion/collection.js';
import { OBJECTS } from '../../../fixtures/objects/objects.js';
import { PET_SUV } from '../../../fixtures/pet/pet-suv.js';
import { loadProtocol } from '../../../src/pipeline/check-protocol/load-protocol.js';
import { checkProtocolNeeds } from '../../../src/pipeline/check-protocol/needs.js';
import { runCheckProtocol } from '../../../src/pipeline/check-protocol/run.js';
import { MEASURE_EXPORT_NEEDS } from '../../../src/pipeline/measure-export/needs.js';
import { runMeasureExport } from '../../../src/pipeline/measure-export/run.js';
import { loadLimits } from '../../../src/pipeline/qc-motion/load-limits.js';
import { qcMotionNeeds } from '../../../src/pipeline/qc-motion/needs.js';
import { runQcMotion } from '../../../src/pipeline/qc-motion/run.js';
import { allNeeds, type Delivered } from '../../../src/pipeline/scan/delivered.js';
import type { Report } from '../../../src/report/envelope.js';
import { NO_PROGRESS } from '../../../src/report/progress.js';
import { jsonChunks } from '../../../src/report/write-json.js';
import { SIGNAL } from './delivery.js';
import { ReleaseLab } from './released-lab.js';

afterEach(() => vi.restoreAllMocks());

const json = (report: Report): string => [...jsonChunks(report)].join('');
const essence = (report: Report): unknown => ({ ...JSON.parse(json(report)), run: undefined });

/** What a check is called with. */
type Called = Pick<Parameters<typeof runMeasureExport>[0], 'inputs' | 'delivered'>;

/** What a check says behind a pipe, and of what deid gives. */
async function both(
  check: (called: Called) => Promise<Report>,
  { report, released }: { readonly report: Report; readonly released: Delivered },
): Promise<readonly [unknown, unknown]> {
  const stdin = Readable.from([Buffer.from(json(report))]) as unknown as typeof process.stdin;
  vi.spyOn(process, 'stdin', 'get').mockReturnValue(stdin);
  const piped = await check({ inputs: ['-'] });
  return [essence(piped), essence(await check({ inputs: [], delivered: released }))];
}

const CALL = {
  ...{ startedAt: new Date(), arguments: [], exclude: [], identifiers: false, jobs: 1 },
  ...{ signal: SIGNAL, progress: NO_PROGRESS },
};

const COLLECTIONS = [
  { collection: PET_SUV, protocol: 'fdg-pet-ct-suv', isQuick: true },
  { collection: DIFFUSION, protocol: 'whole-body-dwi', isQuick: true },
  { collection: OBJECTS, protocol: 'ms-smart-3t', isQuick: false },
];
const LIMITS = 'default';

describe('the checks of what deid gives', () => {
  it.each(COLLECTIONS)(
    'say what they say behind a pipe: $collection.name',
    async ({ collection, protocol, isQuick }) => {
      const loaded = await loadProtocol(protocol);
      const needs = [checkProtocolNeeds(loaded), qcMotionNeeds(await loadLimits(LIMITS), undefined)];
      const lab = new ReleaseLab();
      const ran = await lab.run({
        inputs: [await lab.collection(collection)],
        releasedNeeds: allNeeds([...needs, MEASURE_EXPORT_NEEDS]),
      });
      const checks = {
        'check-protocol': (called: Called) => runCheckProtocol({ ...CALL, ...called, protocol }),
        'qc-motion': (called: Called) =>
          runQcMotion({
            ...CALL,
            ...called,
            limits: LIMITS,
            series: [],
            reference: 'middle',
            thumbnails: false,
          }),
        'measure-export': (called: Called) =>
          runMeasureExport({ ...CALL, ...called, images: [], tolerance: 0.01 }),
      };
      for (const [name, check] of Object.entries(checks)) {
        // Of hundreds of images it takes minutes.
        if (isQuick && name === 'qc-motion') continue;
        const [piped, given] = await both(check, ran);
        expect(given, name).toEqual(piped);
      }
    },
    240_000,
  );
});
