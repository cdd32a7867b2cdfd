/** @jsxImportSource preact */
import { expect, it } from 'vitest';
import { inWords, Sources } from '../../../src/report/page/sources.js';
import { rendered, sourceOf } from './page-sample.js';

it('says keys in words, abbreviations whole', () => {
  expect(['filesIn', 'seriesUID', 'sha256', 'MR', 'SUVbw', 'listOfUIDs', 'verdict'].map(inWords)).toEqual([
    ...['files in', 'series UID', 'sha256', 'MR', 'SUVbw', 'list of UIDs', 'verdict'],
  ]);
});

it('tells of each report what it counted, with what it was made, and what came before it', () => {
  const source = sourceOf({
    ...{ command: 'deid', verdict: 'fail', summary: { filesIn: 12 } },
    config: { profile: { name: 'trial' }, keyFingerprint: 'ab12' },
    upstream: [{ command: 'assign-id', verdict: 'warn' }],
    run: { id: 'r', startedAt: '2026-01-02', durationMs: 5, operator: 'A. B.', arguments: [] },
  });
  const { html, text } = rendered(<Sources sources={[source, sourceOf({}, 1)]} />);
  expect(text).toContain('deid Ffail');
  expect(html).toContain('files in <data value="12" data-at="0/summary/filesIn">12</data>');
  expect(text).toContain('key fingerprint ab12');
  expect(text).toContain('by A. B.');
  expect(text).toContain('assign-id Wwarning');
  expect(html).toContain('id="report-1"');
});

it('shows the digest of a file, and why there is none', () => {
  expect(rendered(<Sources sources={[{ ...sourceOf(), sha256: 'abc' }]} />).html).toContain(
    '<code class="sha256">abc</code>',
  );
  expect(rendered(<Sources sources={[sourceOf()]} />).html).toContain('title="made by the command itself"');
});

it('tells what a report was made with in words, whatever it holds', () => {
  const config = {
    ...{ blinded: false, exclude: { globs: ['**/*.txt', 'a'], leftOut: 2 }, options: [] },
    limits: { t1: { snr: { min: 20 } } },
  };
  const { html, text } = rendered(<Sources sources={[sourceOf({ config })]} />);
  expect(text).toContain('blinded false');
  expect(text).toContain('exclude globs **/*.txt, a, left out 2');
  expect(text).toContain('limits t1 snr min 20');
  expect(html).toContain('<code data-at="0/config/exclude/leftOut">2</code>');
  expect(html).toContain('<span class="nothing" title="none">');
  // A digit of a name is the report's.
  expect(html).toContain('<span data-figure="t1">t1 </span>');
  expect(text).not.toContain('{');
});
