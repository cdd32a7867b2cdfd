import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { uidName } from '../../../src/dicom/uids.js';
import { UIDS } from '../../../src/generated/uids.js';
import { type Rejection, rejectionNote } from '../../../src/identity/rejection-note/rejection-note.js';
import { read } from '../../dicom/bytes.js';
import { dciodvfyErrors, dcmdump, hasPeer } from '../../helpers/peers.js';

const MR = '1.2.840.10008.5.1.4.1.1.4';
const SR = '1.2.840.10008.5.1.4.1.1.88.33';

/** A rejection of two series of images and one of a report; `given` replaces parts of it. */
function rejection(given: Partial<Rejection> = {}): Rejection {
  let made = 0;
  const instance = (seriesUID: string, sopClassUID: string, sopInstanceUID: string) => ({
    seriesUID,
    sopClassUID,
    sopInstanceUID,
  });
  return {
    subject: '01-0042-K',
    studyUID: '2.25.100',
    studyDate: '20240305',
    instances: [
      instance('2.25.1', MR, '2.25.11'),
      instance('2.25.2', SR, '2.25.21'),
      instance('2.25.1', MR, '2.25.12'),
    ],
    at: new Date('2025-02-03T23:59:58.750Z'),
    implementation: { classUID: '2.25.1234', versionName: 'CORELAB_TEST' },
    newUid: () => `2.25.900${made++}`,
    ...given,
  };
}

const TRIAL = {
  ClinicalTrialSponsorName: 'Marigold',
  ClinicalTrialProtocolID: 'MG-7',
  ClinicalTrialProtocolName: 'Ångström',
  ClinicalTrialSiteID: '01',
  ClinicalTrialSiteName: '',
  ClinicalTrialSubjectID: '01-0042-K',
  ClinicalTrialTimePointID: 'W4',
  ClinicalTrialCoordinatingCenterName: 'Quill',
};

async function noteOf(given: Partial<Rejection> = {}) {
  return read(Buffer.from(await rejectionNote(rejection(given))), { toEnd: true }).dataset;
}

type Note = Awaited<ReturnType<typeof noteOf>>;

/** Series and instances of the evidence, as `series: instance instance`. */
function evidenceOf(note: Note): string[] {
  const study = note.sequence('CurrentRequestedProcedureEvidenceSequence')[0];
  return (study?.sequence('ReferencedSeriesSequence') ?? []).map((series) => {
    const sops = series
      .sequence('ReferencedSOPSequence')
      .map((sop) => sop.string('ReferencedSOPInstanceUID'));
    return `${series.string('SeriesInstanceUID')}: ${sops.join(' ')}`;
  });
}

/** What the content refers to, as `IMAGE class instance`. */
function referencesOf(note: Note): string[] {
  return note.sequence('ContentSequence').map((item) => {
    const sop = item.sequence('ReferencedSOPSequence')[0];
    const uids = ['ReferencedSOPClassUID', 'ReferencedSOPInstanceUID'].map((keyword) => sop?.string(keyword));
    return [item.string('ValueType'), ...uids].join(' ');
  });
}

describe('a rejection note', () => {
  it('is a key object selection of the wrong subject in the rejected study', async () => {
    const note = await noteOf();
    const texts = ['Modality', 'PatientID', 'PatientName', 'StudyInstanceUID', 'StudyDate'];
    expect(texts.map((keyword) => note.string(keyword))).toEqual([
      'KO',
      '01-0042-K',
      '01-0042-K',
      '2.25.100',
      '20240305',
    ]);
    expect([note.string('SeriesInstanceUID'), note.string('SOPInstanceUID')]).toEqual([
      '2.25.9000',
      '2.25.9001',
    ]);
  });

  it('has the title for a wrong worklist entry, by template 2010', async () => {
    const note = await noteOf();
    const title = ['CodeValue', 'CodingSchemeDesignator', 'CodeMeaning'].map((keyword) =>
      note.at(`ConceptNameCodeSequence[0].${keyword}`)?.firstString(),
    );
    expect(title).toEqual(['113038', 'DCM', 'Incorrect Modality Worklist Entry']);
    expect(note.at('ContentTemplateSequence[0].TemplateIdentifier')?.firstString()).toBe('2010');
  });

  it('says when it was made, in UTC', async () => {
    const note = await noteOf();
    const when = ['ContentDate', 'ContentTime', 'TimezoneOffsetFromUTC'].map((keyword) =>
      note.string(keyword),
    );
    expect(when).toEqual(['20250203', '235958', '+0000']);
  });

  it('refers to every instance, in the evidence by series', async () => {
    const note = await noteOf();
    expect(evidenceOf(note)).toEqual(['2.25.1: 2.25.11 2.25.12', '2.25.2: 2.25.21']);
    expect(referencesOf(note)).toEqual([
      `IMAGE ${MR} 2.25.11`,
      `COMPOSITE ${SR} 2.25.21`,
      `IMAGE ${MR} 2.25.12`,
    ]);
    expect(note.at('CurrentRequestedProcedureEvidenceSequence[0].StudyInstanceUID')?.firstString()).toBe(
      '2.25.100',
    );
  });

  it('loses no instance, however they are spread over series', async () => {
    const spread = fc.array(fc.constantFrom('2.25.1', '2.25.2', '2.25.3'), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(spread, async (series) => {
        const instances = series.map((seriesUID, i) => ({
          seriesUID,
          sopClassUID: MR,
          sopInstanceUID: `2.25.5${i}`,
        }));
        const note = await noteOf({ instances });
        expect(referencesOf(note)).toEqual(instances.map((one) => `IMAGE ${MR} ${one.sopInstanceUID}`));
        const expected = [...new Set(series)].map((uid) => {
          const own = instances.filter(({ seriesUID }) => seriesUID === uid);
          return `${uid}: ${own.map(({ sopInstanceUID }) => sopInstanceUID).join(' ')}`;
        });
        expect(evidenceOf(note)).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });

  it('carries the trial attributes, but never another patient or study than the rejected', async () => {
    const attributes = {
      ...TRIAL,
      PatientID: 'MRN-1',
      StudyInstanceUID: '1.2',
      StudyID: 'X',
      Modality: 'MR',
    };
    const note = await noteOf({ attributes, studyDate: undefined });
    const held = ['ClinicalTrialSubjectID', 'ClinicalTrialProtocolName', 'StudyID', 'PatientID', 'Modality'];
    expect(held.map((keyword) => note.string(keyword))).toEqual([
      '01-0042-K',
      'Ångström',
      'X',
      '01-0042-K',
      'KO',
    ]);
    expect(note.string('StudyInstanceUID')).toBe('2.25.100');
    expect(note.get('StudyDate')?.bytes).toHaveLength(0);
  });

  it('is refused when nothing is rejected, or one instance twice', async () => {
    await expect(rejectionNote(rejection({ instances: [] }))).rejects.toMatchObject({
      code: 'nothing-rejected',
    });
    const [one] = rejection().instances;
    const twice = one ? [one, { ...one, seriesUID: '2.25.2' }] : [];
    await expect(rejectionNote(rejection({ instances: twice }))).rejects.toMatchObject({
      code: 'instance-twice',
    });
  });
});

/** What dsrdump says of every document with a template, and of every one in UTF-8. */
const ALWAYS = /template constraints not yet supported|does not support this Specific Character Set/;

/** Classes that came after dcmtk 3.6.7, which reads no reference to images and waveforms of a class it does not know. */
const TOO_NEW =
  /^(?:Enhanced (?:Continuous )?RT Image|Photoacoustic|(?:Label|Height) Map|Confocal|General 32-bit ECG)/;

describe('other programs', () => {
  const folder = mkdtempSync(join(tmpdir(), 'corelab-note-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  /** A note, written to a file. */
  async function written(name: string, given: Partial<Rejection> = {}): Promise<string> {
    const path = join(folder, `${name}.dcm`);
    writeFileSync(path, await rejectionNote(rejection(given)));
    return path;
  }
  /** One instance of every registered storage class. */
  const everyClass = UIDS.split('\n')
    .map((line) => line.split('\t'))
    .filter(([, , kind, retired]) => kind === 'storage' && retired === 'N')
    .map(([uid = ''], i) => ({ seriesUID: `2.25.${i}`, sopClassUID: uid, sopInstanceUID: `2.25.77${i}` }));

  it.skipIf(!hasPeer('dciodvfy'))(
    'find no error in it (dciodvfy), with trial attributes and without',
    async () => {
      expect(dciodvfyErrors(await written('plain'))).toEqual([]);
      expect(dciodvfyErrors(await written('trial', { attributes: TRIAL }))).toEqual([]);
      expect(dciodvfyErrors(await written('every', { instances: everyClass }))).toEqual([]);
    },
  );

  it.skipIf(!hasPeer('dcmdump'))('read it without a warning (dcmdump)', async () => {
    expect(dcmdump(await written('dumped', { attributes: TRIAL })).warnings).toEqual([]);
  });

  it.skipIf(!hasPeer('dsrdump'))('read it as a document without a warning (dsrdump)', async () => {
    const known = everyClass.filter(({ sopClassUID }) => !TOO_NEW.test(uidName(sopClassUID)));
    expect(everyClass.length - known.length).toBe(8);
    for (const given of [{ attributes: TRIAL }, { instances: known }]) {
      const path = await written('document', given);
      const { stdout, stderr, status } = spawnSync('dsrdump', [path], { encoding: 'utf8' });
      const warnings = stderr.split('\n').filter((line) => /^[WEF]:/.test(line) && !ALWAYS.test(line));
      expect({ warnings, status }).toEqual({ warnings: [], status: 0 });
      expect(stdout).toContain('Incorrect Modality Worklist Entry');
    }
  });
});
