import { beforeAll, describe, expect, it } from 'vitest';
import type { Collection } from '../../../fixtures/collection.js';
import { COLLECTIONS } from '../../../fixtures/collections.js';
import { assignIdNeeds } from '../../../src/pipeline/assign-id/needs.js';
import { runAssignId } from '../../../src/pipeline/assign-id/run.js';
import { loadProtocol } from '../../../src/pipeline/check-protocol/load-protocol.js';
import { checkProtocolNeeds } from '../../../src/pipeline/check-protocol/needs.js';
import { runCheckProtocol } from '../../../src/pipeline/check-protocol/run.js';
import { MANIFEST_NEEDS } from '../../../src/pipeline/manifest/needs.js';
import { runManifest } from '../../../src/pipeline/manifest/run.js';
import { MEASURE_EXPORT_NEEDS } from '../../../src/pipeline/measure-export/needs.js';
import { runMeasureExport } from '../../../src/pipeline/measure-export/run.js';
import { loadLimits } from '../../../src/pipeline/qc-motion/load-limits.js';
import { qcMotionNeeds } from '../../../src/pipeline/qc-motion/needs.js';
import { runQcMotion } from '../../../src/pipeline/qc-motion/run.js';
import { allNeeds, type Delivered, type ScanNeeds } from '../../../src/pipeline/scan/delivered.js';
import { loadTrial } from '../../../src/pipeline/trial/load-trial.js';
import type { Report } from '../../../src/report/envelope.js';
import { KNOWN_ATTRIBUTES } from '../../../src/rules/deid/known/known-attributes.js';
import { Clinic } from '../../commands/assign-id/clinic.js';
import { dicom, folder, put } from './files.js';
import { assignOptions, asWritten, collected, deliveredFrom, RUN } from './one-scan.js';

const PROTOCOLS = ['ms-smart-3t', 'fdg-pet-ct-suv', 'acr-mr-phantom'];
const LIMITS = ['default', 'acr-large-3t', 'earl-2017'];
const CHOSEN = [
  'two-patients',
  're-sent',
  'phantom-scan',
  'pet-suv',
  'objects',
  'planted',
  'burned-in',
  'asl',
];

/** What a command is given: paths, or what they hold. */
type Input = { readonly inputs: readonly string[]; readonly delivered?: Delivered };
type Command = (input: Input) => Promise<Report>;

let clinic: Clinic;
let everything: ScanNeeds;

beforeAll(async () => {
  clinic = await Clinic.make();
  const trial = await loadTrial(clinic.trial);
  const protocols = await Promise.all(PROTOCOLS.map(loadProtocol));
  const limits = await Promise.all(LIMITS.map(loadLimits));
  everything = allNeeds([
    ...[MANIFEST_NEEDS, assignIdNeeds(trial), MEASURE_EXPORT_NEEDS],
    ...protocols.map(checkProtocolNeeds),
    ...limits.map((one) => qcMotionNeeds(one, trial)),
    { further: KNOWN_ATTRIBUTES, probes: [] },
  ]);
});

/** Every command whose report depends on nothing but its input. */
const COMMANDS: readonly (readonly [string, Command])[] = [
  ['manifest', (input) => runManifest({ ...RUN, checksums: false, ...input })],
  ['manifest --checksums', (input) => runManifest({ ...RUN, checksums: true, ...input })],
  [
    'manifest --identifiers',
    (input) => runManifest({ ...RUN, checksums: false, ...input, identifiers: true }),
  ],
  ...PROTOCOLS.map((protocol): readonly [string, Command] => [
    `check-protocol ${protocol}`,
    (input) => runCheckProtocol({ ...RUN, protocol, ...input }),
  ]),
  ...LIMITS.map((limits): readonly [string, Command] => [
    `qc-motion ${limits}`,
    (input) =>
      runQcMotion({
        ...{ ...RUN, limits, reference: 'middle', series: [], thumbnails: false },
        ...(limits === 'default' && { trial: clinic.trial }),
        ...input,
      }),
  ]),
  ['measure-export', (input) => runMeasureExport({ ...RUN, images: [], tolerance: 0.01, ...input })],
];

/** Assigns at the copy of a clinic that knows the delivery, so that nothing is drawn by lot. */
async function assigned(known: Clinic, input: Input): Promise<Record<string, unknown>> {
  const own = known.copy();
  const { crosswalk, ...report } = asWritten(await runAssignId(assignOptions(own, input)));
  return { ...report, crosswalk: { ...(crosswalk as object), mac: '' } };
}

async function compareAll(path: string): Promise<void> {
  const inputs = [path];
  const delivered = await deliveredFrom(inputs, everything);
  for (const [name, command] of COMMANDS) {
    const alone = asWritten(await command({ inputs }));
    expect(asWritten(await command({ inputs: [], delivered })), name).toEqual(alone);
  }
  const known = clinic.copy();
  await runAssignId(assignOptions(known, { inputs }));
  expect(await assigned(known, { inputs: [], delivered })).toEqual(await assigned(known, { inputs }));
}

describe('the report of a command on a scan that was made for all of them', () => {
  const chosen = COLLECTIONS.filter(({ name }) => CHOSEN.includes(name));

  it.each(chosen.map((one): [string, Collection] => [one.name, one]))(
    'is the one that it makes by itself of %s',
    async (_, collection) => compareAll(await collected(collection)),
    240_000,
  );

  it('is the same where what other commands ask for differs from image to image', async () => {
    const own = (n: number) => ({
      InstanceNumber: n,
      SOPInstanceUID: `2.25.${100 + n}`,
      PatientID: 'QV-1',
      PatientName: 'Weiss^Ada',
      StudyDate: '20240110',
      SeriesNumber: 3,
      SeriesDescription: 'T1 Weiss',
    });
    const differing = (n: number) => ({
      PatientIdentityRemoved: n % 2 ? 'YES' : 'NO',
      LongitudinalTemporalInformationModified: n % 2 ? 'MODIFIED' : undefined,
      ClinicalTrialSubjectID: `S${n % 2}`,
      QualityControlSubject: n % 3 === 2 ? 'NO' : undefined,
      OtherPatientIDsSequence: [{ PatientID: `O${n % 2}`, IssuerOfPatientID: 'CITY' }],
    });
    const root = put(folder(), {
      ...Object.fromEntries(
        Array.from({ length: 9 }, (_, n) => [`i${n}`, dicom({ ...own(n), ...differing(n) })]),
      ),
      copy: dicom({ ...own(4), ...differing(4) }),
      text: 'no image',
      more: 'no image',
      cut: dicom(own(9)).subarray(0, 300),
    });
    const headersOf = async (needs: ScanNeeds) =>
      (await deliveredFrom([root], needs)).scan.instances.headers.length;
    expect([await headersOf(MANIFEST_NEEDS), await headersOf(everything)]).toEqual([1, 4]);
    await compareAll(root);
  });
});
