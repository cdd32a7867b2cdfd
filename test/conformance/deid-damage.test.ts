import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PLANTED } from '../../fixtures/planted/planted.js';
import { FileDeid } from '../../src/pipeline/deid/deid-file.js';
import { image } from '../pipeline/deid/delivery.js';
import { type Damage, damaged, releasedFrom, sharedFor } from './deid-damage.js';
import { PROFILES } from './deid-lab.js';

/** More by hand. */
const RUNS = Number(process.env.CORELAB_DAMAGE_RUNS ?? 400);

/** Bytes that lengths, VRs and tags are likely to be damaged into. */
const NASTY = [
  ...[
    [0xff, 0xff, 0xff, 0xff],
    [0, 0, 0, 0],
    [0xff, 0xff],
    [0xfe, 0xff, 0x00, 0xe0],
    [0xfe, 0xff, 0x0d, 0xe0],
  ],
  ...[
    [0xfe, 0xff, 0xdd, 0xe0],
    ...['UN', 'SQ', 'LO', 'PN', 'OB', 'DS', 'CS', 'UI', 'UT'].map((vr) => [...Buffer.from(vr)]),
  ],
  ...[
    [0x10, 0, 0x10, 0],
    [0x08, 0, 0x08, 0],
    [0x18, 0],
    [0x28, 0],
    [0xe0, 0x7f, 0x10, 0],
    [0x09, 0],
  ],
].map((bytes) => Uint8Array.from(bytes));

const share = fc.double({ min: 0, max: 1, noNaN: true });
const someBytes = fc.oneof(fc.constantFrom(...NASTY), fc.uint8Array({ minLength: 1, maxLength: 12 }));
const damage: fc.Arbitrary<Damage> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom('flip', 'overwrite', 'insert'),
      at: share,
      bytes: someBytes,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom('delete', 'swap'),
      at: share,
      to: share,
      length: fc.integer({ min: 1, max: 300 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('cut'), at: share, to: share, length: fc.constant(0) }),
  },
);
const damages = fc.array(damage, { minLength: 1, maxLength: 4 });

/** The name of the patient of the delivery's fixtures, in an image that says it in many places. */
const NAME = /zwetschgenbaum|ottilie|8812003/i;
const SMALL = image('damaged', {
  PatientComments: 'Ottilie Zwetschgenbaum, claustrophobic, see QV-8812003',
  StudyDescription: 'MR Zwetschgenbaum t1',
  OperatorsName: 'Hallgrimsdottir^Sunniva',
  BodyPartExamined: 'BRAIN',
  RequestAttributesSequence: [
    { RequestedProcedureDescription: 'MR of O. Zwetschgenbaum', RequestedProcedureID: '1' },
  ],
  ProtocolName: 't1_mprage',
});

const planted = [...(await PLANTED.make()).files].filter(({ path }) =>
  /\/(?:01|02|04|05|06|09|17)-/.test(path),
);
const PLANTED_NAME = /quill(?![a-z])|marigold|4471902/i;

function damagedBy(all: readonly Damage[], file: Buffer, reach: number): Buffer {
  return all.reduce((one, next) => damaged(one, next, reach), file);
}

function says(bytes: Buffer, name: RegExp): boolean {
  return name.test(bytes.toString('latin1')) || name.test(bytes.toString('utf16le'));
}

describe.each(PROFILES)('a damaged file under the profile %s', (profile) => {
  it('never gives away a name that the delivery knows, whatever its bytes', async () => {
    const deid = new FileDeid(await sharedFor(profile, SMALL));
    let released = 0;
    await fc.assert(
      fc.asyncProperty(damages, async (all) => {
        const output = await releasedFrom(deid, damagedBy(all, SMALL, SMALL.length));
        if (!output) return;
        released++;
        expect(says(output, NAME)).toBe(false);
      }),
      { numRuns: RUNS },
    );
    // Were all refused, nothing would have been tested.
    expect(released).toBeGreaterThan(RUNS / 20);
  });

  it('never gives away a planted name, whatever maker and coding', async () => {
    for (const { bytes: file } of planted) {
      const bytes = Buffer.from(file);
      const deid = new FileDeid(await sharedFor(profile, bytes));
      await fc.assert(
        fc.asyncProperty(damages, async (all) => {
          const output = await releasedFrom(deid, damagedBy(all, bytes, 6000));
          if (output) expect(says(output, PLANTED_NAME)).toBe(false);
        }),
        { numRuns: Math.ceil(RUNS / 10) },
      );
    }
  });

  it('never gives away a name where it is the only file of the delivery', async () => {
    const deid = new FileDeid(await sharedFor(profile, undefined));
    await fc.assert(
      fc.asyncProperty(damages, async (all) => {
        const output = await releasedFrom(deid, damagedBy(all, SMALL, SMALL.length));
        if (output) expect(says(output, NAME)).toBe(false);
      }),
      { numRuns: RUNS },
    );
  });
});
