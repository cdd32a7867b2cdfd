import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MEASURE_EXPORT_FLAGS } from '../../src/cli/measure-export-flags.js';
import { MEASURE_ENTRIES } from '../../src/findings/catalogue-measure.js';
import {
  type MeasureFigure,
  PET_FIGURES,
  PLANAR_FIGURES,
  SOLID_FIGURES,
  VALUE_FIGURES,
} from '../../src/measure/figures.js';
import { ROOT } from '../commands/cli.js';
import { measurementRow } from '../report/measure-export-sample.js';

const page = readFileSync(join(ROOT, 'docs', 'measure-export.md'), 'utf8');
const [figures = '', findings = ''] = page.split('\n## Findings\n');

describe('the page of measure-export', () => {
  it('has every finding that the command may make, with outcome, severity, text and source', () => {
    const rows = [
      ...findings.matchAll(/^\| `([a-z0-9-]+)` +\| ([a-z-]+) +\| ([a-z]+) +\| (.*?) +\| (.*?) +\|$/gim),
    ];
    const told = Object.fromEntries(
      rows.map(([, code, outcome, severity, text, source]) => [code, { outcome, severity, text, source }]),
    );
    expect(told).toEqual(MEASURE_ENTRIES);
  });

  it('names every flag of the command, and every key of a row', () => {
    expect(Object.keys(MEASURE_EXPORT_FLAGS).filter((flag) => !page.includes(`--${flag}`))).toEqual([]);
    expect(Object.keys(measurementRow()).filter((key) => !page.includes(`\`${key}\``))).toEqual([]);
  });

  it('has every figure as the program defines it', () => {
    const rows = [...figures.matchAll(/^\| `(\w+)` +\| (.*?) +\| [^|]*\| [^|]*\| (.*?) +\|$/gm)].map(
      ([, name = '', text = '', source = '']) => [name, { text: text.replaceAll('\\|', '|'), source }],
    );
    const all: readonly MeasureFigure[] = [
      ...PLANAR_FIGURES,
      ...SOLID_FIGURES,
      ...VALUE_FIGURES,
      ...PET_FIGURES,
    ];
    const wanted = all.map(({ name, text, source }) => [name, { text, source }]);
    expect(Object.fromEntries(rows)).toMatchObject(Object.fromEntries(wanted));
  });
});
