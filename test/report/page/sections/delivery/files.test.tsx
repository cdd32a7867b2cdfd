/** @jsxImportSource preact */
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { Devices } from '../../../../../src/report/page/sections/delivery/devices.js';
import { Dicomdirs } from '../../../../../src/report/page/sections/delivery/dicomdirs.js';
import { Duplicates, NotDicom, Unreadable } from '../../../../../src/report/page/sections/delivery/files.js';
import { findingsAbout } from '../../../../../src/report/page/sections/delivery/findings-about.js';
import { Patients } from '../../../../../src/report/page/sections/delivery/patients.js';
import { expectPointersToHold, file, finding, said, source } from './sample.js';

const html = (node: VNode): string => renderToString(node);
const FILES = ['IM1', 'IM2', 'IM3'].map((path) => file(path));

describe('files of a delivery', () => {
  it('that cannot be read stand with the reason and the outcome of their finding', () => {
    const unreadable = [
      { file: 1, root: 0, path: 'IM2', bytes: 12, reason: 'empty-file', text: 'the file is empty' },
    ];
    const findings = [finding('unreadable-file', { subject: { file: 1 }, params: { reason: 'empty' } })];
    const from = source({ files: FILES, unreadable, findings });
    const text = html(
      <Unreadable source={from} of={{ value: unreadable, at: '0/unreadable' }} about={findingsAbout(from)} />,
    );
    expect(said(text)).toContain('IM2 the file is empty empty-file 12');
    expect(text).toContain('data-outcome="fail"');
    expectPointersToHold(text, from);
  });

  it('that claim one UID with different content come before equal ones', () => {
    const duplicates = [
      { kind: 'same-instance', sopInstanceUID: '1.9', sameBytes: true, files: [0, 1] },
      { kind: 'same-instance', sopInstanceUID: '1.8', sameBytes: null, files: [0, 1] },
      { kind: 'same-instance', sopInstanceUID: '1.7', sameBytes: false, files: [1, 2] },
    ] as const;
    const from = source({ files: FILES, duplicates });
    const text = html(<Duplicates source={from} of={{ value: duplicates, at: '0/duplicates' }} />);
    expect([...text.matchAll(/<code[^>]*>(1\.\d)</g)].map(([, uid]) => uid)).toEqual(['1.7', '1.8', '1.9']);
    expect(text).toContain('<strong class="fault">different content');
    expect(said(text)).toContain('could not be compared');
    expectPointersToHold(text, from);
  });

  it('say how many more they are where one instance came very often', () => {
    const duplicates = [
      { kind: 'same-instance', sopInstanceUID: '1.9', sameBytes: true, files: Array(23).fill(0) },
    ] as const;
    const from = source({ files: FILES, duplicates });
    const text = html(<Duplicates source={from} of={{ value: duplicates, at: '0/duplicates' }} />);
    expect(said(text)).toContain('… and 3 more');
  });

  it('that are no DICOM are folded when many, all of them listed', () => {
    const notDicom = Array.from({ length: 11 }, (_, i) => ({
      ...{ file: 0, root: 0, path: `a${i}.txt`, bytes: i, looksLike: 'text' },
    }));
    const from = source({ notDicom });
    const text = html(
      <NotDicom source={from} of={{ value: notDicom, at: '0/notDicom' }} about={findingsAbout(from)} />,
    );
    expect(text).toContain('<details>');
    expect(text).toContain('a10.txt');
  });

  it('stand below their folder where several were read', () => {
    const notDicom = [{ file: 0, root: 7, path: 'a.txt', bytes: 1, looksLike: 'text' }];
    const roots = [
      { id: 3, path: 'first' },
      { id: 7, path: 'second' },
    ];
    const from = source({ notDicom, roots });
    const text = html(
      <NotDicom source={from} of={{ value: notDicom, at: '0/notDicom' }} about={findingsAbout(from)} />,
    );
    expect(said(text)).toContain('second / a.txt');
    expectPointersToHold(text, from);
  });
});

describe('a DICOMDIR', () => {
  it('is held against its folder, with every file that differs', () => {
    const dicomdirs = [
      {
        file: 0,
        root: 0,
        path: 'DICOMDIR',
        referenced: 9,
        absent: ['GONE'],
        unreferenced: [1],
        differs: [2],
      },
    ];
    const from = source({ files: FILES, dicomdirs });
    const text = html(
      <Dicomdirs source={from} of={{ value: dicomdirs, at: '0/dicomdirs' }} about={findingsAbout(from)} />,
    );
    expect(said(text)).toContain('in the DICOMDIR, not in the folder GONE');
    expect(said(text)).toContain('another instance than the DICOMDIR says IM3');
    expect(said(text)).toContain('in the folder, not in the DICOMDIR IM2');
    expect(text).toContain('data-count="referenced and absent"');
    expectPointersToHold(text, from);
  });
});

describe('devices', () => {
  it('whose software changed come first, with the days', () => {
    const device = { manufacturer: 'ACME', model: 'One', serial: null, station: null, modalities: ['MR'] };
    const counts = { studies: 1, series: 2, instances: 3 };
    const version = (name: string, day: number | null) => ({ version: name, firstDay: day, lastDay: day });
    const devices = [
      { ...device, ...counts, softwareVersions: [version('A', null)] },
      { ...device, ...counts, model: 'Two', softwareVersions: [version('B', 0), version('C', 30)] },
    ];
    const text = html(<Devices of={{ value: devices, at: '0/devices' }} />);
    expect(said(text).indexOf('Two')).toBeLessThan(said(text).indexOf('One'));
    expect(said(text)).toContain('changed B , day 0 C , day 30');
    expect(text).toContain('title="no study date"');
    expectPointersToHold(text, source({ devices }));
  });
});

describe('patients', () => {
  const patients = [
    { patient: 1, studies: 2 },
    { patient: 2, studies: 1 },
  ];

  it('stand by number where the report does not name them, those with findings first', () => {
    const findings = [
      finding('patient-contradicted', { subject: { name: 'patient 2' }, params: { attributes: 'X' } }),
    ];
    const from = source({ patients, findings });
    const text = html(<Patients of={{ value: patients, at: '0/patients' }} about={findingsAbout(from)} />);
    expect(text.indexOf('0/patients/1/patient')).toBeLessThan(text.indexOf('0/patients/0/patient'));
    expect(said(text)).toContain('only in reports made with --identifiers');
    expectPointersToHold(text, from);
  });

  it('are named where the report names them, with every way in which the headers do', () => {
    const one = { issuer: 'H', id: 'X1', name: 'Made^Up', birthDate: '19000101', sex: '' };
    const identified = [{ patient: 1, studies: 2, identities: [one, { ...one, name: 'Made^Otherwise' }] }];
    const from = source({ patients: identified });
    const text = html(<Patients of={{ value: identified, at: '0/patients' }} about={findingsAbout(from)} />);
    for (const name of ['Made^Up', 'Made^Otherwise', '19000101']) expect(text).toContain(name);
    expect(said(text)).not.toContain('--identifiers');
    expectPointersToHold(text, from);
  });
});
