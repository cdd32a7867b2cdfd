import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import type { MeasurementRow } from '../../../src/report/measure-export-sections.js';
import { fhirChunks } from '../../../src/report/measurements/fhir-bundle.js';
import { AWKWARD_ROWS, dcm, recomputedRow, rowsReport, sct, source, storedRow } from './sample-rows.js';

const schema = JSON.parse(readFileSync(new URL('fhir-r4.schema.json', import.meta.url), 'utf8'));
const isBundle = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(schema);

interface Component {
  code: { text?: string; coding?: { code: string }[] };
  [value: string]: unknown;
}

interface Observation {
  [element: string]: unknown;
  component: Component[];
}

const textOf = (rows: readonly MeasurementRow[]): string => [...fhirChunks(rowsReport(rows))].join('');

function bundleOf(...rows: readonly MeasurementRow[]): {
  entry: { fullUrl: string; resource: Observation }[];
} {
  const bundle = JSON.parse(textOf(rows));
  expect(isBundle(bundle), JSON.stringify(isBundle.errors?.slice(0, 5))).toBe(true);
  return bundle;
}

const observationsOf = (...rows: readonly MeasurementRow[]) =>
  bundleOf(...rows).entry.map(({ resource }) => resource);
const observationOf = (row: MeasurementRow): Observation => observationsOf(row)[0] ?? { component: [] };
const componentOf = ({ component }: Observation, code: string) =>
  component.find((one) => one.code.coding?.some((coding) => coding.code === code));

describe('the FHIR bundle', () => {
  it('is refused by the published schema where it is wrong, so that the tests below can fail', () => {
    const wrong = [
      ...[
        { status: 'done' },
        { valueQuantity: { value: '1' } },
        { note: [{ body: 'x' }] },
        { shape: 'round' },
      ],
      ...[{ effectiveDateTime: '2024-04-01T09:30:00' }, { issued: '2024-04-01' }, { subject: 'S-001' }],
    ];
    const entry = (over: object) => {
      const resource = { ...JSON.parse(textOf([storedRow()])).entry[0].resource, ...over };
      return { resourceType: 'Bundle', type: 'collection', entry: [{ resource }] };
    };
    expect(isBundle(entry({}))).toBe(true);
    for (const over of wrong) expect(isBundle(entry(over)), JSON.stringify(over)).toBe(false);
  });

  it('has an Observation for a stored measurement, with value, codes and lesion', () => {
    const observation = observationOf(storedRow());
    expect(observation).toMatchObject({
      ...{ status: 'final', effectiveDateTime: '2024-03-05', issued: '2024-04-01T09:30:00+01:00' },
      code: {
        coding: [
          { system: 'http://snomed.info/srt', code: 'G-A185', display: 'Long Axis' },
          { system: 'http://snomed.info/sct', code: '103339001', display: 'Long Axis' },
        ],
        text: 'Long Axis',
      },
      subject: { type: 'Patient', identifier: { value: 'S-001' } },
      encounter: { display: 'Week 4' },
      focus: [{ identifier: { system: 'urn:dicom:uid', value: 'urn:oid:1.2.840.9.1' }, display: 'lesion 1' }],
      performer: [{ display: 'reader-1' }],
      device: { display: 'ACME Viewer 2.1' },
      valueQuantity: { value: 24.5, unit: 'mm', system: 'http://unitsofmeasure.org', code: 'mm' },
      bodySite: { coding: [{ code: '10200004' }], text: 'Liver, Right' },
      partOf: [{ type: 'ImagingStudy', identifier: { value: 'urn:oid:1.2.840.1.3' } }],
    });
    expect(componentOf(observation, 'recomputed-value')).toMatchObject({
      valueQuantity: { value: 24.48, code: 'mm' },
    });
    expect(componentOf(observation, 'difference')).toMatchObject({ valueQuantity: { value: 0.02 } });
    expect(componentOf(observation, 'agrees')).toMatchObject({ valueBoolean: true });
    expect(componentOf(observation, '121071')).toMatchObject({ valueCodeableConcept: { text: 'Neoplasm' } });
    expect(componentOf(observation, '272741003')).toMatchObject({ valueCodeableConcept: { text: 'Right' } });
  });

  it('writes a decimal digit by digit', () => {
    const values = ['24.50', '12345678901234567890.10', '+.5', '1E-30'];
    const text = textOf(values.map((value) => storedRow({ value })));
    expect([...text.matchAll(/"valueQuantity":\{"value":([^,]+),/g)].map(([, digits]) => digits)).toEqual(
      expect.arrayContaining(['24.50', '12345678901234567890.10', '0.5', '1e-30']),
    );
  });

  it('has a recomputed figure with its method and its number of voxels', () => {
    const observation = observationOf(recomputedRow());
    expect(observation).toMatchObject({
      ...{ status: 'final', method: { text: 'Sum of segmented voxel volumes' } },
      valueQuantity: { value: 33582.4, code: 'mm3' },
    });
    expect(componentOf(observation, 'voxel-count')).toMatchObject({
      valueQuantity: { value: 795, code: '{voxels}' },
    });
    expect(componentOf(observation, 'recomputed-value')).toBeUndefined();
  });

  it('is final only where a region bears the value out', () => {
    const rows = [
      storedRow({ agrees: false }),
      storedRow({ agrees: null }),
      storedRow({ value: null, valueFrom: null }),
    ];
    expect(observationsOf(...rows).map(({ status }) => status)).toEqual(
      Array.from({ length: 3 }, () => 'preliminary'),
    );
  });

  it('says why there is no value, and only then', () => {
    const none = { value: null, valueFrom: null, storedValue: null, agrees: null };
    const [reason, qualified] = observationsOf(
      storedRow({ ...none, why: 'the image is absent' }),
      storedRow({ ...none, qualifier: dcm('114007', 'Measurement not attempted') }),
    );
    expect(reason).toMatchObject({
      ...{ dataAbsentReason: { coding: [{ code: 'unknown' }], text: 'the image is absent' } },
      note: [{ text: 'the image is absent' }],
    });
    expect(qualified).toMatchObject({
      dataAbsentReason: { coding: [{ code: 'not-performed' }, { code: '114007' }] },
    });
    for (const observation of observationsOf(...AWKWARD_ROWS)) {
      const has = ['valueQuantity', 'valueString', 'dataAbsentReason'].filter((name) => name in observation);
      expect(has).toHaveLength(1);
    }
  });

  it('takes a unit for UCUM only where it is', () => {
    const unit = (scheme: string) => ({
      unit: 'furlong',
      storedUnit: { value: 'furlong', scheme, meaning: '' },
    });
    const [own, ucum] = observationsOf(storedRow(unit('99LAB')), storedRow(unit('UCUM')));
    expect(own?.valueQuantity).toEqual({ value: 24.5, unit: 'furlong' });
    expect(ucum?.valueQuantity).toMatchObject({ system: 'http://unitsofmeasure.org', code: 'furlong' });
  });

  it('keeps a time of day without a zone in a component, since FHIR takes none', () => {
    const observation = observationOf(storedRow({ studyDate: null, dateTime: '2024-04-01T09:30:00' }));
    expect(observation).toMatchObject({ effectiveDateTime: '2024-04-01' });
    expect(observation).not.toHaveProperty('issued');
    expect(componentOf(observation, 'date-time')).toMatchObject({ valueString: '2024-04-01T09:30:00' });
  });

  it('keeps modifiers, qualitative findings and further sites', () => {
    const further = sct('78961009', 'Spleen');
    const observation = observationOf(
      storedRow({
        modifiers: [{ name: sct('399067008', 'Image mode'), value: dcm('399064', '2D mode') }],
        qualitative: [{ name: dcm('121071', 'Finding'), value: 'spiculated' }],
        sites: [...storedRow().sites, { site: further, laterality: null }],
      }),
    );
    expect(componentOf(observation, '399067008')).toMatchObject({
      valueCodeableConcept: { text: '2D mode' },
    });
    expect(observation.component).toContainEqual(expect.objectContaining({ valueString: 'spiculated' }));
    expect(componentOf(observation, '363698007')).toMatchObject({ valueCodeableConcept: { text: 'Spleen' } });
  });

  it('is valid whatever the rows hold, and loses none of them', () => {
    const observations = observationsOf(...AWKWARD_ROWS);
    expect(observations).toHaveLength(AWKWARD_ROWS.length);
    expect(observations.map(({ code }) => code)).toContainEqual({ text: 'measurement without a concept' });
    expect(observations[0]).toMatchObject({
      valueString: 'n/a',
      note: [{ text: 'the value is no number' }, {}],
    });
    expect(JSON.stringify(observations)).toContain('urn:corelab:coding-scheme:constructor');
  });

  it('names an entry by its measurement: the same in every export, never twice in one', () => {
    const urls = (...rows: readonly MeasurementRow[]) =>
      bundleOf(...rows).entry.map(({ fullUrl }) => fullUrl);
    const elsewhere = storedRow({ source: source({ path: 'moved/report.dcm', file: 9 }) });
    expect(urls(storedRow())).toEqual(urls(elsewhere));
    expect(urls(storedRow())[0]).toMatch(
      /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    const all = urls(storedRow(), elsewhere, recomputedRow(), ...AWKWARD_ROWS);
    expect(new Set(all).size).toBe(all.length);
  });

  it('is a bundle without rows, too, and is made piece by piece', () => {
    expect(JSON.parse(textOf([]))).toEqual({
      ...{ resourceType: 'Bundle', type: 'collection', timestamp: '2026-01-02T03:04:05.000Z' },
    });
    let made = 0;
    const rows = {
      *[Symbol.iterator]() {
        for (; made < 2000; made++) yield storedRow();
      },
    };
    const pieces = fhirChunks({ ...rowsReport([]), sections: { rows } })[Symbol.iterator]();
    pieces.next();
    expect(made).toBeLessThan(100);
    expect(textOf(AWKWARD_ROWS)).toBe(textOf(AWKWARD_ROWS));
  });
});
