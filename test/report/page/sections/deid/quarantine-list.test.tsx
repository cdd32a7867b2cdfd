/** @jsxImportSource preact */
import { describe, expect, it } from 'vitest';
import type { DeidQuarantineRow } from '../../../../../src/report/deid-sections.js';
import type { JsonReport } from '../../../../../src/report/page/page-source.js';
import { toldReport } from '../../../../../src/report/page/page-source.js';
import { QuarantineList } from '../../../../../src/report/page/sections/deid/quarantine-list.js';
import { allOf, findingOf, rendered } from '../../page-sample.js';
import { deidSource, quarantinedOf } from './deid-sample.js';

function listOf(
  quarantine: DeidQuarantineRow[],
  but: Partial<JsonReport> & { mode?: string } = {},
  isPlan = false,
) {
  const review = isPlan ? { review: [] } : {};
  return rendered(<QuarantineList report={toldReport(deidSource({ quarantine, ...review }, but))} />);
}

const RESIDUE = { code: 'identifier-found', reason: 'the output still held a value' };

describe('QuarantineList', () => {
  it('groups files by reason, the most severe first, whatever their number', () => {
    const findings = [
      findingOf({ code: 'quarantined-not-admitted', severity: 'major', message: 'no: it may show names' }),
      findingOf({ code: 'quarantined-residue', severity: 'critical', message: `no: ${RESIDUE.reason}` }),
    ];
    const rows = [quarantinedOf(), quarantinedOf({ path: 'a/2' }), quarantinedOf(RESIDUE)];
    const { html, text } = listOf(rows, { findings });
    expect(allOf(html, /data-count="quarantined files: ([\w-]+)"/g)).toEqual([
      'identifier-found',
      'secondary-capture',
    ]);
    expect(text).toContain('2 files: it may show names major');
    expect(text).toContain('1 file: the output still held a value critical');
  });

  it('says of a file that was not even copied that it is in the input only', () => {
    const { html, text } = listOf([quarantinedOf(), quarantinedOf({ path: 'a/2', kept: false })]);
    expect(html).toContain('class="deid-alarm"');
    expect(text).toContain('1 file was neither released nor copied into the quarantine');
    expect(html.indexOf('not copied: in the input only')).toBeLessThan(html.indexOf('in the quarantine<'));
  });

  it('raises no such alarm for a dry run, which copies nothing', () => {
    const { html, text } = listOf([quarantinedOf({ kept: false })], { mode: 'dry-run' }, true);
    expect(html).not.toContain('class="deid-alarm"');
    expect(text).toContain('A dry run writes nothing');
  });

  it('tells where something was found, of what kind and where it is known from', () => {
    const hits = [{ where: 'ImageComments', from: 'PatientName', kind: 'name' }];
    const { html, text } = listOf([quarantinedOf({ ...RESIDUE, hits })]);
    expect(text).toContain("ImageComments name (a person's name) PatientName 1");
    expect(html).toContain('data-at="0/quarantine/0/hits/0/where"');
  });

  it('says whether a second person may let a file go', () => {
    expect(listOf([quarantinedOf()]).text).toContain('a second person may let it go');
    const { text } = listOf([quarantinedOf({ code: 'truncated-header' })]);
    expect(text).toContain('nobody may let it go');
    expect(text).not.toContain('a second person may let it go');
  });

  it('says that nothing was quarantined, and shows no commands', () => {
    const { text } = listOf([]);
    expect(text).toContain('Nothing was quarantined.');
    expect(text).not.toContain('corelab quarantine');
  });
});
