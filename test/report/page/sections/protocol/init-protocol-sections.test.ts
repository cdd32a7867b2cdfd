import { renderToString } from 'preact-render-to-string';
import { expect, it } from 'vitest';
import type { InitSeriesRow } from '../../../../../src/report/init-protocol-sections.js';
import { initProtocolSections } from '../../../../../src/report/page/sections/protocol/init-protocol-sections.js';
import { sourceOf } from './made-report.js';

const ROW: InitSeriesRow = {
  seriesUID: '2.25.7',
  seriesNumber: 3,
  modality: 'MR',
  description: 'mprage',
  instances: 10,
  entry: 'mprage',
  variant: null,
  reason: 'it passes',
};

it('tells the series that a protocol was made of, and apart from them those that were left out and why', async () => {
  const series = [{ ...ROW, entry: null, reason: 'it is a localizer' }, ROW];
  const [section] = await initProtocolSections(sourceOf({ series }, 'init-protocol'));
  const html = section ? renderToString(section.body) : '';
  const [made, left] = html.split('aria-label="Series that were left out"');
  expect(section?.chapter).toBe('protocol');
  expect(made).toContain('data-at="0/series/1/entry"');
  expect(made).not.toContain('data-at="0/series/0/');
  expect(left).toContain('data-at="0/series/0/reason">it is a localizer');
});
