import { spawnSync } from 'node:child_process';
import { describe, expect, it, type TestContext } from 'vitest';
import { readShared, SHARED_DICOM, sharedFiles, skipOrFail } from './shared-data.js';

const TEST_FILES = 'pydicom/src/pydicom/data/test_files/';

/** Files that one reads and the other does not, and why. */
const VERDICT_DIFFERS: Readonly<Record<string, { readonly ours: string; readonly reason: string }>> = {
  'dicognito/tests/orig_data/test_conversion_error_logs_filename_and_error_type/bad.dcm': {
    ours: 'no-data-set',
    reason: 'dcmtk takes file meta information without a data set for a file',
  },
  [`${TEST_FILES}dicomdirtests/DICOMDIR-nooffset`]: {
    ours: 'truncated-header',
    reason: 'dcmtk ends a sequence of too great a length where the file ends, in silence',
  },
  [`${TEST_FILES}SC_rgb_jpeg.dcm`]: {
    ours: 'read',
    reason: 'declared explicit, coded implicit: dcmtk believes the declaration and fails',
  },
};

/** Names that dcmdump prints for the syntaxes of files without file meta information. */
const SYNTAX_OF_NAME: Readonly<Record<string, string>> = {
  'Little Endian Implicit': '1.2.840.10008.1.2',
  'Little Endian Explicit': '1.2.840.10008.1.2.1',
  'Big Endian Explicit': '1.2.840.10008.1.2.2',
};

function run(tool: string, args: readonly string[]): { stdout: string; stderr: string } {
  const { stdout, stderr } = spawnSync(tool, args, {
    cwd: SHARED_DICOM,
    encoding: 'latin1',
    maxBuffer: 1 << 28,
  });
  return { stdout, stderr };
}

function filesFor(context: TestContext, tool: string): string[] {
  const paths = sharedFiles(context);
  if (spawnSync(tool, ['--version']).error) skipOrFail(context, `skipped: no ${tool}`);
  return paths;
}

/** Transfer syntax by path, for files in which dcmdump finds one in the file meta information; and those it fails on. */
function dcmdump(paths: readonly string[]): { declared: Map<string, string>; failed: Set<string> } {
  const { stdout, stderr } = run('dcmdump', ['-M', '-Un', '+F', '+P', '0002,0010', ...paths]);
  const declared = new Map<string, string>();
  let path = '';
  for (const line of stdout.split('\n')) {
    path = /^# dcmdump \(\d+\/\d+\): (.*)$/.exec(line)?.[1] ?? path;
    const uid = /^\(0002,0010\) UI \[(.*?)\]/.exec(line)?.[1];
    if (uid !== undefined) declared.set(path, uid);
  }
  const failed = [...stderr.matchAll(/^E: dcmdump: .*: reading file: (.*)$/gm)].map(
    (match) => match[1] ?? '',
  );
  return { declared, failed: new Set(failed) };
}

describe('the shared files', () => {
  it('are read or refused as dcmdump does, but for the differences that are explained', (context) => {
    const paths = filesFor(context, 'dcmdump');
    const { failed } = dcmdump(paths);
    const differs = paths.flatMap((path) => {
      const read = readShared(path);
      const ours = typeof read === 'string' ? read : 'read';
      return (ours === 'read') === failed.has(path) ? [[path, ours] as const] : [];
    });
    const explained = Object.entries(VERDICT_DIFFERS).map(([path, { ours }]) => [path, ours] as const);
    expect(Object.fromEntries(differs)).toEqual(Object.fromEntries(explained));
    expect(paths.length - failed.size).toBeGreaterThan(1000);
  });

  it('have the transfer syntax that dcmdump finds, declared or not', (context) => {
    const paths = filesFor(context, 'dcmdump');
    const { declared, failed } = dcmdump(paths);
    let undeclared = 0;
    for (const path of paths) {
      const read = readShared(path);
      if (typeof read === 'string' || failed.has(path)) continue;
      expect(read.declaredTransferSyntax ? read.transferSyntax.uid : undefined, path).toBe(
        declared.get(path),
      );
      if (read.declaredTransferSyntax) continue;
      undeclared++;
      const names = [...run('dcmdump', ['-M', path]).stdout.matchAll(/^# Used TransferSyntax: (.*)$/gm)];
      expect(read.transferSyntax.uid, path).toBe(SYNTAX_OF_NAME[names.at(-1)?.[1] ?? '']);
    }
    expect(declared.size).toBeGreaterThan(1000);
    expect(undeclared).toBeGreaterThan(3);
  });

  it('are files with file meta information where dcmftest says so', (context) => {
    const paths = filesFor(context, 'dcmftest');
    const { stdout } = run('dcmftest', paths);
    const answers = [...stdout.matchAll(/^(yes|no): (.*)$/gm)];
    expect(answers).toHaveLength(paths.length);
    for (const [, answer, path = ''] of answers) {
      const read = readShared(path);
      if (typeof read === 'string') continue;
      expect(read.notes.includes('no-preamble') ? 'no' : 'yes', path).toBe(answer);
    }
  });
});
