import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SECOND_VISIT } from '../../../fixtures/identity/second-visit.js';
import { PET_SUV } from '../../../fixtures/pet/pet-suv.js';
import { writePart10 } from '../../../fixtures/writer/part10.js';
import type { Dataset } from '../../../src/dicom/dataset.js';
import { lookupTag } from '../../../src/dicom/dictionary.js';
import { ASSERTED } from '../../../src/identity/insertion/asserted.js';
import { type Insertion, planInsertion } from '../../../src/identity/insertion/plan-insertion.js';
import { read } from '../../dicom/bytes.js';
import { written as writtenCollection } from '../../fixtures/written-collection.js';
import { hasPeer } from '../../helpers/peers.js';
import { type Given, image, written } from '../../study/build.js';
import { applied, BASELINE, insertionCode, TRIAL, trueErrors } from './trial.js';

const SUBJECT: Insertion = {
  trial: TRIAL,
  site: '01',
  subject: 'S01-0007',
  kind: 'subject',
  offsetDays: 0,
  ...(BASELINE && { visit: BASELINE }),
};

const bytesOf = (given: Given): Buffer => writePart10(written(image(given)));
const inserted = (given: Given, own: Partial<Insertion> = {}): Dataset =>
  applied(bytesOf(given), (file) => planInsertion(file, { ...SUBJECT, ...own })).dataset;

/** Every top-level element as its keyword and bytes. */
function elementsOf(dataset: Dataset): Map<string, string> {
  const key = (tag: number): string => lookupTag(tag)?.keyword ?? tag.toString(16);
  return new Map(
    dataset
      .elements()
      .map(({ tag, bytes, length, deferred }) => [
        key(tag),
        deferred ? `${length} bytes` : Buffer.from(bytes).toString('latin1'),
      ]),
  );
}

describe('planInsertion of a subject', () => {
  it('writes the ID for the record number and what the trial file can assert', () => {
    const ds = inserted({ PatientID: 'MRN1', PatientName: 'Doe^Jane', StudyDate: '20230515' });
    const texts = Object.fromEntries(ASSERTED.map(({ keyword }) => [keyword, ds.get(keyword)?.strings()[0]]));
    expect(texts).toMatchObject({
      PatientID: 'S01-0007',
      PatientName: 'S01-0007',
      IssuerOfPatientID: 'CORELAB',
      ClinicalTrialSponsorName: 'Example Pharma',
      ClinicalTrialProtocolID: 'EX-301',
      ClinicalTrialProtocolName: 'Example trial',
      IssuerOfClinicalTrialProtocolID: 'example.org',
      ClinicalTrialSiteID: '01',
      ClinicalTrialSiteName: 'North',
      ClinicalTrialSubjectID: 'S01-0007',
      IssuerOfClinicalTrialSubjectID: 'CORELAB',
      ClinicalTrialProtocolEthicsCommitteeName: 'EK Nord',
      ClinicalTrialProtocolEthicsCommitteeApprovalNumber: 'EK 12/2023',
      ClinicalTrialTimePointID: 'BL',
      ClinicalTrialTimePointDescription: 'Baseline',
      LongitudinalTemporalOffsetFromEvent: '0',
      LongitudinalTemporalEventType: 'BASELINE',
      ClinicalTrialCoordinatingCenterName: 'Core Lab',
      ClinicalTrialSubjectReadingID: undefined,
    });
  });

  it('leaves Type 2 attributes empty that nobody knows, and the others out', () => {
    const { visit, ...unscheduled } = SUBJECT;
    const { coordinatingCenter, ...trial } = { ...TRIAL, protocol: { id: 'EX-301' } };
    const made = applied(bytesOf({ PatientID: 'MRN1' }), (file) =>
      planInsertion(file, { ...unscheduled, trial, site: '02', offsetDays: null }),
    );
    const { dataset } = made;
    const type2 = [
      ...['ClinicalTrialProtocolName', 'ClinicalTrialSiteName', 'ClinicalTrialTimePointID'],
      'ClinicalTrialCoordinatingCenterName',
    ];
    expect(type2.map((keyword) => dataset.get(keyword)?.length)).toEqual([0, 0, 0, 0]);
    const absent = [
      ...['IssuerOfClinicalTrialProtocolID', 'ClinicalTrialTimePointDescription'],
      ...['LongitudinalTemporalOffsetFromEvent', 'LongitudinalTemporalEventType'],
      ...['ClinicalTrialProtocolEthicsCommitteeName', 'ClinicalTrialProtocolEthicsCommitteeApprovalNumber'],
    ];
    expect(absent.filter((keyword) => dataset.has(keyword))).toEqual([]);
    expect([visit?.id, coordinatingCenter]).toEqual(['BL', 'Core Lab']);
  });

  it("takes out what leads back to the person and what is another trial's", () => {
    const foreign: Given = {
      OtherPatientIDs: ['MRN2'],
      OtherPatientIDsSequence: [{ PatientID: 'MRN3' }],
      OtherPatientNames: 'Roe^Jane',
      PatientBirthName: 'Roe^Jane',
      IssuerOfPatientIDQualifiersSequence: [{ UniversalEntityID: '1.2.3' }],
      TypeOfPatientID: 'BARCODE',
      OtherClinicalTrialProtocolIDsSequence: [{ ClinicalTrialProtocolID: 'OTHER' }],
      ClinicalTrialSubjectReadingID: 'R1',
      ClinicalTrialTimePointTypeCodeSequence: [{ CodeValue: '1' }],
      ClinicalTrialSeriesID: 'X',
      ClinicalTrialSeriesDescription: 'X',
      EthicsCommitteeApprovalEffectivenessStartDate: '20200101',
    };
    const ds = inserted({ PatientID: 'MRN1', ...foreign });
    expect(Object.keys(foreign).filter((keyword) => ds.has(keyword))).toEqual([]);
  });

  it('leaves consent as it stands, and every other element byte for byte', () => {
    const given: Given = {
      SOPInstanceUID: '1.2.3',
      PatientID: 'MRN1',
      PatientBirthDate: '19700101',
      ClinicalTrialProtocolID: 'OTHER',
      ConsentForClinicalTrialUseSequence: [
        {
          ClinicalTrialProtocolID: 'OTHER',
          DistributionType: 'RESTRICTED_REUSE',
          ConsentForDistributionFlag: 'NO',
        },
      ],
      OriginalAttributesSequence: [{ ModifyingSystem: 'PACS' }],
    };
    const before = elementsOf(read(bytesOf(given)).dataset);
    const ds = inserted(given);
    const after = elementsOf(ds);
    const planned = new Set(ASSERTED.map(({ keyword }) => keyword));
    const others = [...before].filter(([keyword]) => !planned.has(keyword));
    expect(others.length).toBeGreaterThan(5);
    expect(others.filter(([keyword, value]) => after.get(keyword) !== value)).toEqual([]);
    expect([...after.keys()].filter((keyword) => !before.has(keyword) && !planned.has(keyword))).toEqual([]);
    expect(ds.at('ConsentForClinicalTrialUseSequence[0].ClinicalTrialProtocolID')?.strings()).toEqual([
      'OTHER',
    ]);
  });

  it('is the same when done twice', () => {
    const once = applied(bytesOf({ PatientID: 'MRN1' }), (file) => planInsertion(file, SUBJECT)).bytes;
    const twice = applied(once, (file) => planInsertion(file, SUBJECT)).bytes;
    expect(twice.equals(once)).toBe(true);
  });

  it('writes IDs of any script, the file in UTF-8 then', () => {
    const ds = inserted({ PatientID: 'MRN1' }, { subject: 'Ü-7' });
    expect([ds.string('PatientID'), ds.string('PatientName')]).toEqual(['Ü-7', 'Ü-7']);
  });
});

describe('planInsertion of a phantom', () => {
  it('gives it its ID, says that it is a phantom, and claims no subject and no visit', () => {
    const ds = inserted(
      {
        PatientID: 'ACR',
        PatientName: 'ACR',
        ClinicalTrialSubjectID: 'S1',
        ClinicalTrialSponsorName: 'Other',
      },
      { kind: 'phantom', subject: 'QA-01-MR1' },
    );
    expect([ds.string('PatientID'), ds.string('PatientName')]).toEqual(['QA-01-MR1', 'QA-01-MR1']);
    expect(ds.string('QualityControlSubject')).toBe('YES');
    expect(ds.string('ClinicalTrialCoordinatingCenterName')).toBe('Core Lab');
    const trial = ASSERTED.map(({ keyword }) => keyword).filter((keyword) =>
      /ClinicalTrial|Longit/.test(keyword),
    );
    expect(trial.filter((keyword) => ds.has(keyword))).toEqual(['ClinicalTrialCoordinatingCenterName']);
  });
});

describe('planInsertion refuses', () => {
  const plan = (own: Partial<Insertion>) => () => planInsertion(read(bytesOf({})), { ...SUBJECT, ...own });

  it.each<[string, Partial<Insertion>, string]>([
    ['a site that the trial does not have', { site: '03' }, 'unknown-site'],
    ['an ID that would part a name', { subject: 'A^B' }, 'id-not-a-name'],
    ['an ID that would part groups of a name', { subject: 'A=B' }, 'id-not-a-name'],
    ['an ID of two values', { subject: 'A\\B' }, 'value-not-allowed'],
    ['an ID that is too long', { subject: 'A'.repeat(65) }, 'value-not-allowed'],
    ['an ID of nothing', { subject: ' ' }, 'value-not-allowed'],
    ['an ID with a line break', { subject: 'A\n' }, 'value-not-allowed'],
  ])('%s', (_, own, code) => {
    expect(insertionCode(plan(own))).toBe(code);
  });
});

const hasDciodvfy = hasPeer('dciodvfy');

describe.skipIf(!hasDciodvfy).each([SECOND_VISIT, PET_SUV])('insertion into $name', async (collection) => {
  const { dir, files } = await writtenCollection(collection);
  it.each(['subject', 'phantom'] as const)('as of a %s satisfies dciodvfy, pixels untouched', (kind) => {
    const wrong = files
      .filter((_, i) => i % 9 === 0)
      .flatMap(({ bytes, path }) => {
        const made = applied(bytes, (file) => planInsertion(file, { ...SUBJECT, kind }));
        const { pixelData } = read(bytes);
        expect(made.bytes.subarray(made.pixelData?.offset)).toEqual(
          Buffer.from(bytes).subarray(pixelData?.offset),
        );
        const out = join(dir, 'inserted.dcm');
        writeFileSync(out, made.bytes);
        return trueErrors(out).map((error) => `${path}: ${error}`);
      });
    expect(wrong).toEqual([]);
  });
});
