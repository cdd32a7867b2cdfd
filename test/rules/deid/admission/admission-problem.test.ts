import { describe, expect, it } from 'vitest';
import { writePart10 } from '../../../../fixtures/writer/part10.js';
import { MemorySource } from '../../../../src/dicom/byte-source.js';
import { readPart10 } from '../../../../src/dicom/part10.js';
import { admissionProblem } from '../../../../src/rules/deid/admission/admission-problem.js';
import type { Admission } from '../../../../src/rules/deid/profile/profile.js';
import { explicit, file, read } from '../../../dicom/bytes.js';
import { fileOf, type Given, image, SOP_CLASS, written } from '../../../study/build.js';

const IMAGES: Admission = { sopClasses: ['images'] };
const SECONDARY = '1.2.840.10008.5.1.4.1.1.7';
const ULTRASOUND = '1.2.840.10008.5.1.4.1.1.6.1';
const PDF = '1.2.840.10008.5.1.4.1.1.104.1';

const problem = (own: Given, admission = IMAGES, released: readonly string[] = []): string | undefined =>
  admissionProblem(fileOf(image(own)), admission, released);

describe('admissionProblem', () => {
  it('lets an image through', () => {
    expect(problem({})).toBeUndefined();
  });

  it.each(['SOPClassUID', 'SOPInstanceUID'])('refuses what has no %s', (keyword) => {
    const bytes = writePart10(written(image()));
    const bare = read(file([explicit(0x00080060, 'CS', 'MR')]));
    expect(admissionProblem(bare, { sopClasses: ['all'] })).toBe('not-an-instance');
    expect(admissionProblem(readPart10(new MemorySource(bytes)), IMAGES)).toBeUndefined();
    expect(problem({ [keyword]: '' })).toBe('not-an-instance');
  });

  it('refuses a DICOMDIR whatever is admitted', () => {
    expect(problem({ SOPClassUID: '1.2.840.10008.1.3.10' }, { sopClasses: ['all'] })).toBe('not-an-instance');
  });

  it('refuses a file whose meta information names another class', () => {
    const meta = (uid: string): Uint8Array => explicit(0x00020002, 'UI', uid);
    const body = [explicit(0x00080016, 'UI', `${SOP_CLASS.mr}\0`), explicit(0x00080018, 'UI', '2.25.1')];
    const syntax = explicit(0x00020010, 'UI', '1.2.840.10008.1.2.1\0');
    const made = (uid: string) =>
      read(Buffer.concat([Buffer.alloc(128), Buffer.from('DICM'), meta(uid), syntax, ...body]));
    expect(admissionProblem(made(`${SOP_CLASS.mr}\0`), IMAGES)).toBeUndefined();
    expect(admissionProblem(made(`${SOP_CLASS.ct}\0`), { sopClasses: ['all'] })).toBe(
      'sop-class-contradicted',
    );
  });
});

describe('SOP classes', () => {
  it.each([
    ['images', SOP_CLASS.pet],
    ['CTImageStorage', SOP_CLASS.ct],
    [SOP_CLASS.ct, SOP_CLASS.ct],
    ['segmentations', SOP_CLASS.segmentation],
    ['radiotherapy', SOP_CLASS.dose],
    ['reports', SOP_CLASS.report],
    ['raw', '1.2.840.10008.5.1.4.1.1.66'],
    ['all', '1.2.840.10008.5.1.4.1.1.9.1.1'],
    ['1.3.12.2.1107.5.9.1', '1.3.12.2.1107.5.9.1'],
  ])('%s admits %s', (entry, uid) => {
    expect(problem({ SOPClassUID: uid }, { sopClasses: [entry] })).toBeUndefined();
  });

  it.each([
    ['images', SOP_CLASS.report],
    ['images', '1.2.840.10008.5.1.4.1.1.66'],
    ['images', '1.2.840.10008.5.1.4.1.1.9.1.1'],
    ['all', '1.2.840.10008.5.1.4.1.1.9.4.1'],
    ['all', '1.3.12.2.1107.5.9.1'],
    ['all', '1.2.3'],
    ['CTImageStorage', SOP_CLASS.mr],
  ])('%s does not admit %s', (entry, uid) => {
    expect(problem({ SOPClassUID: uid, Modality: 'XX' }, { sopClasses: [entry] })).toBe(
      'sop-class-not-admitted',
    );
  });
});

describe('burned-in annotation', () => {
  it.each(['YES', 'yes', ' YES', 'Y', 'UNKNOWN'])('of %j is refused', (value) => {
    expect(problem({ BurnedInAnnotation: value })).toBe('burned-in-annotation');
  });

  it.each(['NO', 'no ', '', undefined])('of %j is not', (value) => {
    expect(problem({ BurnedInAnnotation: value })).toBeUndefined();
  });

  it('is refused when any of several values is', () => {
    expect(problem({ BurnedInAnnotation: ['NO', 'YES'] })).toBe('burned-in-annotation');
  });
});

describe('pictures that may show names', () => {
  it.each([
    { SOPClassUID: ULTRASOUND },
    { SOPClassUID: '1.2.840.10008.5.1.4.1.1.3.1' },
    { SOPClassUID: '1.2.840.10008.5.1.4.1.1.6.2' },
    { Modality: 'US' },
    { Modality: 'ivus' },
  ])('of ultrasound: %j', (own) => {
    expect(problem(own)).toBe('ultrasound');
  });

  it.each([
    { SOPClassUID: SECONDARY },
    { SOPClassUID: '1.2.840.10008.5.1.4.1.1.7.4' },
    { ConversionType: 'WSD' },
    { ConversionType: 'df' },
  ])('captured: %j', (own) => {
    expect(problem(own)).toBe('secondary-capture');
  });

  it.each([
    { ImageType: ['DERIVED', 'SECONDARY', 'SCREEN SAVE'] },
    { ImageType: ['ORIGINAL', 'PRIMARY', 'AXIAL', 'Screen_Save'] },
    { ImageType: ['DERIVED', 'SECONDARY', 'DOSE_INFO'] },
    { SeriesDescription: 'Dose Report' },
    { SeriesDescription: '99 PATIENT PROTOCOL' },
    { SeriesDescription: 'Screen_Captures' },
    { Modality: 'OT' },
  ])('of a screen: %j', (own) => {
    expect(problem(own)).toBe('screen-save');
  });

  it.each([
    { ConversionType: 'SYN' },
    { ImageType: ['DERIVED', 'SECONDARY', 'MPR'] },
    { SeriesDescription: 'low dose CT, patient protocolled' },
    { SeriesDescription: 'full screening' },
  ])('are not %j', (own) => {
    expect(problem(own)).toBeUndefined();
  });

  it('are not looked for where there are no pictures', () => {
    const reports: Admission = { sopClasses: ['reports', 'radiotherapy', 'maps'] };
    const report = { SOPClassUID: SOP_CLASS.report, SeriesDescription: 'Dose Report', Modality: 'SR' };
    expect(problem(report, reports)).toBeUndefined();
    expect(problem({ SOPClassUID: SOP_CLASS.report, Modality: 'US' }, reports)).toBeUndefined();
    expect(
      problem({ SOPClassUID: '1.2.840.10008.5.1.4.1.1.481.1', ConversionType: 'WSD' }, reports),
    ).toBeUndefined();
    expect(problem({ SOPClassUID: '1.2.840.10008.5.1.4.1.1.30', Modality: 'OT' }, reports)).toBeUndefined();
  });

  it('are suspected where the SOP class is nobody knows which', () => {
    const own = { SOPClassUID: '1.2.3', ConversionType: 'WSD' };
    expect(problem(own, { sopClasses: ['1.2.3'] })).toBe('secondary-capture');
  });
});

describe('what is let through', () => {
  it.each([
    ['ultrasound', { SOPClassUID: ULTRASOUND, Modality: 'US' }],
    ['secondary-capture', { SOPClassUID: SECONDARY, ConversionType: 'WSD', Modality: 'OT' }],
    ['screen-save', { SeriesDescription: 'Dose Report' }],
    ['burned-in', { BurnedInAnnotation: 'YES' }],
  ] as const)('by the profile: %s', (name, own) => {
    expect(problem(own)).toBeDefined();
    expect(problem(own, { ...IMAGES, allow: [name] })).toBeUndefined();
  });

  it('leaves the next reason standing', () => {
    const own = { SOPClassUID: SECONDARY, BurnedInAnnotation: 'YES' };
    expect(problem(own)).toBe('burned-in-annotation');
    expect(problem(own, IMAGES, ['burned-in-annotation'])).toBe('secondary-capture');
    expect(problem(own, IMAGES, ['burned-in-annotation', 'secondary-capture'])).toBeUndefined();
  });

  it('can be a SOP class, by a person', () => {
    expect(problem({ SOPClassUID: SOP_CLASS.report }, IMAGES, ['sop-class-not-admitted'])).toBeUndefined();
  });

  it.each([
    ['encapsulated-document', { SOPClassUID: PDF }],
    ['encapsulated-document', { EncapsulatedDocument: '' }],
    ['not-an-instance', { SOPInstanceUID: '' }],
  ])('is never %s', (code, own) => {
    const everything: Admission = {
      sopClasses: ['all', PDF],
      allow: ['ultrasound', 'secondary-capture', 'screen-save', 'burned-in'],
    };
    expect(problem(own, everything, [code, 'sop-class-not-admitted'])).toBe(code);
  });
});
