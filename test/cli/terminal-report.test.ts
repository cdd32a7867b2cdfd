import { afterEach, describe, expect, it, vi } from 'vitest';
import { manifestTerminalTable } from '../../src/cli/tables/manifest.js';
import { summaryText, terminalReport, worstFirst } from '../../src/cli/terminal-report.js';
import { type FindingDetails, finding } from '../../src/findings/finding.js';
import { file, report, series, study, text } from '../report/sample.js';

afterEach(() => vi.unstubAllEnvs());

const noDicom = (details: FindingDetails) => finding('no-dicom', details);
const shown = (given = report(), terminal = {}) =>
  text(terminalReport(given, manifestTerminalTable(given), terminal));

describe('a report on a terminal', () => {
  it('has the table, the findings with their files, the summary and the verdict', () => {
    expect(shown().split('\n').slice(3)).toEqual([
      `fail major unreadable-file: ${report().findings[0]?.message}`,
      '    in/cd/junk/README.txt',
      '',
      'files in 2, dicom 1, not dicom 1',
      'verdict: fail',
      '',
    ]);
  });

  it('says what each finding expected and saw, and what came before it in the pipe', () => {
    const findings = [noDicom({ expected: 1.5, actual: 2, unit: 'mm', subject: { seriesUID: '1.2' } })];
    const upstream = [{ command: 'deid', verdict: 'fail' as const }];
    const lines = shown(report({ findings, upstream })).split('\n');
    expect(lines).toContain(`not-evaluable major no-dicom: ${noDicom({}).message} expected 1.5 actual 2 mm`);
    expect(lines).toContain('    1.2');
    expect(lines).toContain('before it: deid: fail');
  });

  it('lists the worst first, and equals in their order', () => {
    const codes = worstFirst([
      noDicom({ outcome: 'warn', unit: 'a' }),
      noDicom({ outcome: 'fail', unit: 'b' }),
      noDicom({ outcome: 'warn', unit: 'c' }),
      noDicom({ outcome: 'not-evaluable', unit: 'd' }),
    ]).map((one) => one.unit);
    expect(codes).toEqual(['b', 'd', 'a', 'c']);
  });

  it('is coloured on a terminal only, and not with NO_COLOR', () => {
    vi.stubEnv('NO_COLOR', '');
    vi.stubEnv('TERM', 'xterm');
    expect(shown(report(), { isTTY: true })).toContain('\u001b[31mfail');
    expect(shown(report(), {})).not.toContain('\u001b');
    vi.stubEnv('NO_COLOR', '1');
    expect(shown(report(), { isTTY: true })).not.toContain('\u001b');
  });

  it('lets no path, description or message drive the terminal', () => {
    const evil = '\u001b]0;x\u0007\u009b2J\u202e';
    const given = report({
      files: [file('a'), file(evil)],
      findings: [noDicom({ subject: { file: 1 } }), noDicom({ subject: { name: evil }, actual: evil })],
      sections: { studies: [study([series({ description: evil, model: evil })])] },
    });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they must not be there
    expect(shown(given)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  });

  it('says how many findings it leaves out', () => {
    const findings = Array.from({ length: 260 }, () => noDicom({}));
    expect(shown(report({ findings }))).toContain('… and 60 more findings: see the report');
  });
});

it('says the summary in words', () => {
  expect(summaryText({ filesIn: 20_000, notDicom: 3 })).toBe('files in 20,000, not dicom 3');
});
