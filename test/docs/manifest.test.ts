import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { writeDemoCd } from '../../fixtures/cd/demo-cd.js';
import { manifestTerminalTable } from '../../src/cli/tables/manifest.js';
import { terminalReport } from '../../src/cli/terminal-report.js';
import { CATALOGUE } from '../../src/findings/catalogue.js';
import { runManifest } from '../../src/pipeline/manifest/run.js';
import type { Report } from '../../src/report/envelope.js';
import { NO_PROGRESS } from '../../src/report/progress.js';
import { seriesOf } from '../../src/report/tables/manifest.js';
import { SEPARATORS } from '../../src/study/separators.js';
import { corelab, folder, ROOT } from '../commands/cli.js';

const page = readFileSync(join(ROOT, 'docs', 'manifest.md'), 'utf8');
const schema = JSON.parse(readFileSync(join(ROOT, 'schemas', 'report-manifest.schema.json'), 'utf8'));

/** The block of the page that follows a mark. */
const block = (mark: string): string =>
  new RegExp(`<!-- ${mark} -->\n\`\`\`\\w*\n(.*?)\n\`\`\``, 's').exec(page)?.[1] ?? '';

/** Codes that the sources of manifest name. */
function codesInSources(): string[] {
  const source = join(ROOT, 'src', 'pipeline', 'manifest');
  const texts = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(source, file), 'utf8'))
    .concat(
      ['scan-findings.ts', 'delivery-findings.ts', 'declared-images.ts'].map((file) =>
        readFileSync(join(ROOT, 'src', 'pipeline', 'scan', file), 'utf8'),
      ),
    )
    .join('\n');
  return Object.keys(CATALOGUE).filter((code) => texts.includes(`'${code}'`));
}

let report: Report;
let cd: string;

beforeAll(async () => {
  cd = join(folder(), 'cd');
  writeDemoCd(cd);
  report = await runManifest({
    inputs: [cd],
    checksums: false,
    exclude: [],
    identifiers: false,
    jobs: 1,
    signal: new AbortController().signal,
    progress: NO_PROGRESS,
    startedAt: new Date(),
    arguments: [],
  });
});

describe('the page of manifest', () => {
  it('has every finding that the command may make, with outcome, severity, text and source', () => {
    const rows = [...page.matchAll(/^\| `([a-z-]+)` +\| ([a-z-]+) +\| ([a-z]+) +\| (.*?) +\| (.*?) +\|$/gm)];
    const told = Object.fromEntries(
      rows.map(([, code, outcome, severity, text, source]) => [code, { outcome, severity, text, source }]),
    );
    const known = codesInSources();
    expect(known.length).toBeGreaterThan(30);
    expect(told).toEqual(
      Object.fromEntries(known.map((code) => [code, CATALOGUE[code as keyof typeof CATALOGUE]])),
    );
  });

  it('names every section, every key of a series, every reason and every separator', () => {
    const series = Object.keys(schema.$defs.series.properties).filter((key) =>
      /[A-Z]|lossy|frames/.test(key),
    );
    const words = [
      ...schema.required,
      ...['against', 'verify', 'bag', 'timePoints', 'volumes.count'],
      ...['fieldStrengthT', 'seriesNumber', 'geometry.sliceSpacingMm', 'geometry.missingSlices'],
      ...schema.$defs.unreadable.properties.reason.enum,
      ...SEPARATORS.map(({ name }) => name),
    ];
    expect(words.filter((word: string) => !page.includes(`\`${word}\``))).toEqual([]);
    expect(series.filter((key) => !page.includes(key))).toEqual([]);
  });

  it('names every flag of the command', async () => {
    const { stdout } = await corelab(['manifest', '--help']);
    const flags = [...new Set(stdout.match(/--[a-z][a-z-]+/g))].filter((flag) => flag !== '--help');
    expect(flags.length).toBeGreaterThan(10);
    expect(flags.filter((flag) => !page.includes(flag))).toEqual([]);
  });

  it('shows what a terminal shows of the synthetic CD', () => {
    const table = manifestTerminalTable(report);
    const shown = [...terminalReport(report, table, { columns: 120, isTTY: false })].join('');
    expect(block('terminal')).toBe(shown.replaceAll(`${dirname(cd)}/`, '').trimEnd());
  });

  it('shows the CT series of it as the report has it', () => {
    const [ct] = [...seriesOf(report)].map(([series]) => series).filter(({ modality }) => modality === 'CT');
    expect(JSON.parse(block('series'))).toEqual(ct);
  });
});
