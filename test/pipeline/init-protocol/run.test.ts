import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { validatorOf } from '../../../src/io/schemas.js';
import { runCheckProtocol } from '../../../src/pipeline/check-protocol/run.js';
import { runInitProtocol } from '../../../src/pipeline/init-protocol/run.js';
import type { Report } from '../../../src/report/envelope.js';
import type { InitSeriesRow } from '../../../src/report/init-protocol-sections.js';
import { jsonChunks } from '../../../src/report/write-json.js';
import type { RawProtocol } from '../../../src/rules/protocol/protocol.js';
import { type Given, SOP_CLASS } from '../../study/build.js';
import { CALL, initOptions, judged, notPassed, testFolder } from './judged.js';
import { ctReference, GE, mrReference, writeFolder } from './reference.js';

const base = testFolder();
afterAll(() => rmSync(base, { recursive: true, force: true }));

let made = 0;

interface Made {
  readonly report: Report;
  readonly out: string;
  readonly text: string;
  readonly protocol: RawProtocol;
}

async function make(...references: readonly (readonly Given[])[]): Promise<Made> {
  made++;
  const folders = references.map((images, place) => writeFolder(join(base, `in-${made}-${place}`), images));
  const out = join(base, `protocol-${made}.yaml`);
  const report = await runInitProtocol(initOptions(folders, out));
  const text = existsSync(out) ? readFileSync(out, 'utf8') : '';
  return { report, out, text, protocol: parse(text) as RawProtocol };
}

function rowsOf({ sections }: Report): InitSeriesRow[] {
  return [...(sections.series as Iterable<InitSeriesRow>)];
}

describe('the file', () => {
  it('begins with the line by which editors find the schema, and names itself by its file', async () => {
    const { text, protocol } = await make(mrReference());
    expect(text.split('\n')[0]).toBe('# yaml-language-server: $schema=../schemas/protocol.schema.json');
    expect(protocol.schema).toBe('corelab/protocol@1');
    expect(protocol.protocol.id).toBe(`protocol-${made}`);
  });

  it('says beside each check what was seen, and how closely it has to be met', async () => {
    const { text } = await make(mrReference());
    expect(text).toContain('RepetitionTime: { value: 2300 ms, tol: 1% } # seen 2300 ms; times: within 1%');
    expect(text).toContain(
      'sliceSpacing: { value: 3.3 mm, tol: 0.01 mm } # seen 3.3 mm; slice geometry: within 0.01',
    );
    expect(text).toContain('flipAngles: { value: 9 deg, tol: 5% } # seen 9 deg; angles: within 5%');
    expect(text).toContain('slices: 6 # seen 6; counts: exact');
  });

  it('bears the identifier and the name it was given', async () => {
    const folder = writeFolder(join(base, 'named'), mrReference());
    const out = join(base, 'named.yaml');
    await runInitProtocol({ ...initOptions([folder], out), id: 'TRIAL-01', name: 'Brain # 3 T' });
    const { protocol } = parse(readFileSync(out, 'utf8')) as RawProtocol;
    expect(protocol).toEqual({ id: 'TRIAL-01', version: 1, title: 'Brain # 3 T' });
  });

  it('is never written over another', async () => {
    const folder = writeFolder(join(base, 'kept'), mrReference());
    const out = join(base, 'kept.yaml');
    writeFileSync(out, 'mine');
    await expect(runInitProtocol(initOptions([folder], out))).rejects.toMatchObject({ code: 'exists' });
    expect(readFileSync(out, 'utf8')).toBe('mine');
  });

  it('is refused before anything is read where its folder is not there, or is none', async () => {
    const folder = writeFolder(join(base, 'placed'), mrReference());
    writeFileSync(join(base, 'plain'), 'x');
    const refused = (out: string) =>
      runInitProtocol(initOptions([folder], out)).then(
        () => 'made',
        ({ code }) => code,
      );
    expect(await refused(join(base, 'none', 'p.yaml'))).toBe('no-folder');
    expect(existsSync(join(base, 'none'))).toBe(false);
    expect(await refused(join(base, 'plain', 'p.yaml'))).toBe('not-a-folder');
    expect(await refused('')).toBe('no-folder');
  });

  it('names no day that somebody typed', async () => {
    const dated = mrReference().map((one) =>
      one.SeriesDescription === 't2_flair_tra'
        ? { ...one, SeriesDescription: 'flair 31.01.2024', ReceiveCoilName: 'Head of 2024-01-31' }
        : one,
    );
    const { text } = await make(dated);
    expect(text).not.toMatch(/2024/);
    expect(text).toContain('it may hold what identifies');
  });

  it('names no patient: words of names are cut out of descriptions, and may be anything', async () => {
    const named = mrReference().map((one) => ({
      ...one,
      PatientName: 'Mustermann^Erika',
      ...(one.SeriesDescription === 't2_flair_tra' && { SeriesDescription: 'Mustermann t2_flair' }),
    }));
    const { text, report } = await make(named);
    expect(text.toLowerCase()).not.toContain('mustermann');
    expect(JSON.stringify(rowsOf(report)).toLowerCase()).not.toContain('mustermann');
    expect(text).toContain('/^.*[\\s_-]*t2[\\s_-]*flair$/i');
  });

  it('holds no identity: no date, no UID, no serial number', async () => {
    const { text } = await make(mrReference());
    expect(text).not.toMatch(/2\.25\.|4711|SerialNumber/);
  });
});

describe('series of a reference', () => {
  it('are told apart by their descriptions, and where these are the same by what differs', async () => {
    const { protocol } = await make(mrReference());
    expect(Object.keys(protocol.series)).toEqual([
      't1_mprage_sag_p2',
      't2_flair_tra',
      'gre_field_mapping',
      'gre_field_mapping_2',
    ]);
    expect(protocol.series.gre_field_mapping?.match).toMatchObject({ ImageType: { contains: ['M'] } });
    expect(protocol.series.gre_field_mapping_2?.match).toMatchObject({ ImageType: { contains: ['P'] } });
  });

  it('that nothing tells apart become one that is asked for twice', async () => {
    const twice = mrReference().filter((one) => one.SeriesDescription === 't2_flair_tra');
    const second = twice.map((one, place) => ({
      ...one,
      SeriesInstanceUID: '2.25.1.77',
      SOPInstanceUID: `2.25.1.77.${place + 1}`,
    }));
    const { protocol, out } = await make([...twice, ...second]);
    expect(Object.values(protocol.series).map(({ count }) => count)).toEqual([2]);
    expect(notPassed(await judged(base, [...twice, ...second], out))).toEqual([]);
    expect(notPassed(await judged(base, twice, out))).toEqual(['count fail']);
  });

  it('are left out with the reason: localizers, computed images, what holds no image', async () => {
    const [first] = mrReference();
    const adc: Given = {
      ...first,
      SeriesInstanceUID: '2.25.1.8',
      SOPInstanceUID: '2.25.1.8.1',
      SeriesDescription: 'ADC',
      ImageType: ['DERIVED', 'PRIMARY', 'ADC'],
    };
    const report: Given = {
      StudyInstanceUID: '2.25.1',
      SeriesInstanceUID: '2.25.1.9',
      SOPInstanceUID: '2.25.1.9.1',
      SOPClassUID: SOP_CLASS.report,
      Modality: 'SR',
    };
    const images = [...mrReference(), adc, report];
    const made = await make(images);
    const left = rowsOf(made.report).filter(({ entry }) => entry === null);
    expect(left.map(({ description, reason }) => `${description}: ${reason}`)).toEqual([
      'localizer: it is a localizer',
      'ADC: its images were computed from others',
      ': it holds no images',
    ]);
    expect(notPassed(await judged(base, images, made.out))).toEqual([]);
  });

  it('that lack slices are told: such a reference cannot pass', async () => {
    const images = mrReference().filter((one) => one.SeriesNumber !== 2 || one.InstanceNumber !== 3);
    const { report } = await make(images);
    expect(report.verdict).toBe('fail');
    const row = rowsOf(report).find(({ entry }) => entry === 't1_mprage_sag_p2');
    expect(row?.reason).not.toBe('it passes the checks that were made of it');
    expect(report.findings.map(({ code }) => code)).toContain('protocol-series-incomplete');
  });
});

describe('several scanners', () => {
  const siemens = mrReference('2.25.1');
  const ge = mrReference('2.25.5', GE).map((one) =>
    one.SeriesDescription === 't1_mprage_sag_p2'
      ? {
          ...one,
          SeriesDescription: 'Sag T1 MPRAGE',
          RepetitionTime: 8,
          InversionTime: 450,
          ReceiveCoilName: 'HEAD',
        }
      : one,
  );

  it('share what they have alike, and have variants for the rest', async () => {
    const { protocol } = await make(siemens, ge);
    const t1 = protocol.series.t1_mprage_sag_p2;
    expect(t1?.checks).toMatchObject({ slices: 6, flipAngles: { value: '9 deg', tol: '5%' } });
    expect(t1?.checks).not.toHaveProperty('RepetitionTime');
    expect(t1?.variants?.map(({ when }) => when)).toEqual([
      { Manufacturer: { oneOf: ['SIEMENS'] } },
      { Manufacturer: { oneOf: ['GE MEDICAL SYSTEMS'] } },
    ]);
    expect(t1?.variants?.map(({ checks }) => checks.RepetitionTime)).toEqual([
      { value: '2300 ms', tol: '1%' },
      { value: '8 ms', tol: '1%' },
    ]);
  });

  it('all pass; each fails with the values of the other', async () => {
    const { out } = await make(siemens, ge);
    expect(notPassed(await judged(base, siemens, out))).toEqual([]);
    expect(notPassed(await judged(base, ge, out))).toEqual([]);
    const swapped = siemens.map((one) => (one.RepetitionTime === 2300 ? { ...one, RepetitionTime: 8 } : one));
    expect(notPassed(await judged(base, swapped, out))).toEqual(['RepetitionTime fail']);
  });

  it('of which one lacks a series make it optional', async () => {
    const without = ge.filter((one) => one.SeriesDescription !== 't2_flair_tra');
    const { protocol } = await make(siemens, without);
    expect(protocol.series.t2_flair_tra?.count).toEqual({ min: 0, max: 1 });
  });
});

describe('the report', () => {
  it('counts, and tells what each series is called', async () => {
    const { report } = await make(ctReference());
    expect(report.verdict).toBe('pass');
    expect(report.summary).toMatchObject({
      filesIn: 6,
      studies: 1,
      series: 2,
      leftOut: 1,
      entries: 1,
      variants: 0,
    });
    expect(report.summary.checks).toBeGreaterThan(24);
    const [spiral] = rowsOf(report);
    expect(spiral).toMatchObject({ modality: 'CT', entry: 'thorax_5_0_b30f', instances: 5, variant: null });
  });

  it('names the file, and proves it', async () => {
    const { report, text, out } = await make(ctReference());
    const sha256 = createHash('sha256').update(text).digest('hex');
    expect(report.config).toMatchObject({ id: `protocol-${made}`, out, sha256 });
    const valid = await validatorOf('report-init-protocol');
    expect(valid(JSON.parse([...jsonChunks(report)].join('')))).toEqual([]);
  });

  it('is not evaluable where nothing could be made, and no file is written', async () => {
    const { report, out } = await make(mrReference().filter((one) => one.SeriesDescription === 'localizer'));
    expect(report.verdict).toBe('not-evaluable');
    expect(report.findings.map(({ code }) => code)).toEqual(['protocol-no-reference']);
    expect(existsSync(out)).toBe(false);
  });

  it('says of a study that holds no series of the protocol that it does not pass it', async () => {
    const localizer = mrReference('2.25.2').filter((one) => one.SeriesDescription === 'localizer');
    const { report, out } = await make(mrReference('2.25.1'), localizer);
    expect(report.findings).toMatchObject([
      { code: 'protocol-nothing-matched', outcome: 'not-evaluable', subject: { studyUID: '2.25.2' } },
    ]);
    const judgement = await runCheckProtocol({
      ...CALL,
      inputs: [join(base, `in-${made}-0`), join(base, `in-${made}-1`)],
      protocol: out,
    });
    expect(judgement.findings.map(({ code }) => code)).toContain('protocol-nothing-matched');
  });

  it('says of a folder without DICOM that it is one', async () => {
    const folder = join(base, 'empty');
    mkdirSync(folder);
    writeFileSync(join(folder, 'notes.txt'), 'nothing');
    const report = await runInitProtocol(initOptions([folder], join(base, 'empty.yaml')));
    expect(report.findings.map(({ code }) => code)).toEqual(['no-dicom']);
    expect(report.verdict).toBe('not-evaluable');
  });
});
