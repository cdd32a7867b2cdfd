import { describe, expect, it } from 'vitest';
import { finding } from '../../src/findings/finding.js';
import { validatorOf } from '../../src/io/schemas.js';
import type { FileEntry, Report } from '../../src/report/envelope.js';

/** Every key of the type, the optional ones too, so that the compiler tells when the envelope grows. */
const file: Required<FileEntry> = {
  root: 0,
  path: 'IMG/0001',
  pathBase64: 'SU1H',
  kind: 'dicom',
  bytes: 12,
  sopInstanceUID: '1.2.3.4',
  seriesUID: '1.2.3',
  studyUID: '1.2',
  transferSyntax: '1.2.840.10008.1.2.1',
  sha256: 'ab'.repeat(32),
};

const report: Required<Report> = {
  schema: 'corelab/report/manifest@1',
  confidentiality: 'linked',
  tool: { name: 'corelab', version: '0.1.0' },
  command: 'manifest',
  run: {
    id: 'r1',
    startedAt: '2026-03-01T12:00:00.000Z',
    durationMs: 1.5,
    operator: 'op',
    arguments: ['cd'],
    upstreamSha256: '00'.repeat(32),
  },
  config: {},
  upstream: [{ command: 'assign-id', verdict: 'warn' }],
  verdict: 'fail',
  summary: { filesIn: 1 },
  findings: [
    finding('unreadable-file', { subject: { file: 0 }, params: { reason: 'empty' }, actual: [1, 'a'] }),
  ],
  sections: {},
  roots: [{ id: 0, path: 'cd', pathBase64: 'Y2Q=' }],
  pathsHashed: true,
  files: [file],
};

const { sections, ...envelope } = report;
const validated = async (value: unknown): Promise<string[]> =>
  (await validatorOf('report'))(value).map((e) => `${e.instancePath} ${e.keyword}`);

describe('the schema of the envelope', () => {
  it('allows every key of the types that write it', async () => {
    expect(await validated({ ...envelope, ...sections })).toEqual([]);
  });

  it('allows sections of a command beside its own keys', async () => {
    expect(await validated({ ...envelope, studies: [], devices: [] })).toEqual([]);
  });

  it('wants every key that the types want', async () => {
    for (const key of Object.keys(envelope)) {
      const without = Object.fromEntries(Object.entries(envelope).filter(([name]) => name !== key));
      expect(await validated(without), key).toEqual(key === 'pathsHashed' ? [] : [' required']);
    }
  });

  it('allows no unknown key in a file, a root, a finding or the run', async () => {
    const extra = { extra: 1 };
    expect(await validated({ ...envelope, files: [{ ...file, ...extra }] })).toEqual([
      '/files/0 unevaluatedProperties',
    ]);
    expect(await validated({ ...envelope, findings: [{ ...envelope.findings[0], ...extra }] })).toEqual([
      '/findings/0 unevaluatedProperties',
    ]);
    expect(await validated({ ...envelope, roots: [{ id: 0, path: '', ...extra }] })).toEqual([
      '/roots/0 additionalProperties',
    ]);
    expect(await validated({ ...envelope, run: { ...envelope.run, ...extra } })).toEqual([
      '/run additionalProperties',
    ]);
  });
});
