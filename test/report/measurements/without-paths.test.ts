import { describe, expect, it } from 'vitest';
import type { Report } from '../../../src/report/envelope.js';
import type { MeasureExportSections } from '../../../src/report/measure-export-sections.js';
import { withoutPaths } from '../../../src/report/measurements/without-paths.js';
import { measureExportTable } from '../../../src/report/tables/measure-export.js';
import { byTitle, storedRow } from './sample-rows.js';

const report = (other: Partial<Report>): Report =>
  ({ confidentiality: 'linked', sections: { rows: [storedRow()] }, ...other }) as unknown as Report;
const rowsOf = ({ sections }: Report) => (sections as unknown as MeasureExportSections).rows;

describe('rows that leave for a database', () => {
  it('name no path, and say all else', () => {
    const before = report({});
    const after = withoutPaths(before);
    const [was = {}, is = {}] = [before, after].map((one) => byTitle(measureExportTable(one))[0] ?? {});
    expect(is.source_path).toBe('');
    expect({ ...is, source_path: was.source_path }).toEqual(was);
    expect(rowsOf(before)[0]?.source.path).toBe('sr/report.dcm');
  });

  it('keep paths where identifiers were asked for, and those that are hashed', () => {
    for (const kept of [report({ confidentiality: 'identified' }), report({ pathsHashed: true })])
      expect(rowsOf(withoutPaths(kept))[0]?.source.path).toBe('sr/report.dcm');
  });
});
