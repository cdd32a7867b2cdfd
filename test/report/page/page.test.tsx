/** @jsxImportSource preact */
import { expect, it } from 'vitest';
import { needsOf } from '../../../src/report/page/needs-of.js';
import { Page } from '../../../src/report/page/page.js';
import type { PageSection } from '../../../src/report/page/page-section.js';
import type { PageSource } from '../../../src/report/page/page-source.js';
import { allOf, findingOf, rendered, sourceOf } from './page-sample.js';

function page(sources: readonly PageSource[], sections: readonly PageSection[] = []) {
  return rendered(<Page sources={sources} needs={needsOf(sources)} sections={sections} />);
}

it('has the worst verdict of all reports, and each report its own', () => {
  const sources = [
    sourceOf({ verdict: 'pass' }),
    sourceOf({ command: 'deid', verdict: 'not-evaluable' }, 1),
    sourceOf({ command: 'qc-motion', verdict: 'warn' }, 2),
  ];
  const { html, text } = page(sources);
  expect(html).toContain('<header class="verdict not-evaluable">');
  expect(text).toContain('Verdict: not evaluable');
  expect(text).toContain('manifest Ppass deid Nnot evaluable qc-motion Wwarning');
  expect(html).toContain('<title>not evaluable: manifest, deid, qc-motion</title>');
});

it('is as confidential as the most confidential report', () => {
  const of = (...levels: ('identified' | 'linked' | 'releasable')[]) =>
    page(levels.map((confidentiality, i) => sourceOf({ confidentiality }, i))).html;
  expect(of('linked', 'identified')).toContain('class="level identified"');
  expect(of('releasable', 'linked')).toContain('class="level linked"');
  expect(of('releasable')).toContain('class="level releasable"');
});

it('shows chapters in their order, those alone that have something, and leads to each', () => {
  const section = (chapter: PageSection['chapter'], title: string) => ({
    chapter,
    title,
    body: <p>{title}</p>,
  });
  const { html } = page(
    [sourceOf()],
    [section('other', 'c'), section('motion', 'b'), section('delivery', 'a')],
  );
  expect(allOf(html, /<h2 id="([^"]+)-title"/g)).toEqual(['needs', 'delivery', 'motion', 'other', 'reports']);
  expect(allOf(html, /<li><a href="#([a-z]+)">/g)).toEqual([
    'needs',
    'delivery',
    'motion',
    'other',
    'reports',
  ]);
  expect(allOf(html, /<h3>([abc])</g)).toEqual(['a', 'b', 'c']);
});

it('lets nothing in from outside: a policy without scripts, and no script', () => {
  const { html } = page([sourceOf({ findings: [findingOf({ message: '<script>alert(1)</script>' })] })]);
  expect(html).toContain('http-equiv="Content-Security-Policy"');
  expect(html).toMatch(/content="default-src (?:'|&#39;)none(?:'|&#39;);/);
  expect(html).not.toMatch(/<script|script-src|https?:\/\//);
});

it('counts what needs a person, warnings not among it', () => {
  const findings = [findingOf(), findingOf({ code: 'duplicate-slices' }), findingOf({ outcome: 'warn' })];
  expect(page([sourceOf({ verdict: 'fail', findings })]).text).toContain('2 things need a person.');
  expect(page([sourceOf()]).text).toContain('Nothing needs a person.');
});

it('does not say that nothing is open where a command before it failed', () => {
  const { text } = page([sourceOf({ verdict: 'fail', upstream: [{ command: 'deid', verdict: 'fail' }] })]);
  expect(text).toContain('Verdict: fail');
  expect(text).not.toContain('Nothing needs a person');
});
