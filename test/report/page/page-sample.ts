import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Finding } from '../../../src/findings/finding.js';
import type { JsonReport, PageSource } from '../../../src/report/page/page-source.js';

/** A report of nothing, with what a test is about. */
export function sourceOf(
  but: Partial<JsonReport> & Readonly<Record<string, unknown>> = {},
  number = 0,
): PageSource {
  const command = but.command ?? 'manifest';
  const report: JsonReport = {
    ...{ schema: `corelab/report/${command}@1`, confidentiality: 'linked', command, verdict: 'pass' },
    tool: { name: 'corelab', version: '0.1.0' },
    run: { id: 'r', startedAt: '2026-01-02T03:04:05.000Z', durationMs: 7, arguments: [] },
    ...{ config: {}, upstream: [], summary: {}, findings: [], roots: [], files: [] },
    ...but,
  };
  return { number, report, sha256: null };
}

/** A finding that fails. */
export function findingOf(but: Partial<Finding> = {}): Finding {
  return {
    ...{ code: 'missing-slices', outcome: 'fail', severity: 'major' },
    ...{ message: 'slices are missing', source: 'corelab: nothing lost' },
    ...but,
  };
}

/** What is rendered, and its text without tags. */
export function rendered(node: VNode | null): { html: string; text: string } {
  const html = node === null ? '' : renderToString(node);
  const text = html.replace(/<br\/?>|<\/(td|th|tr|li|dd|dt|p)>/g, ' ').replace(/<[^>]*>/g, '');
  return { html, text: text.replace(/\s+/g, ' ').trim() };
}

/** All that a pattern's group finds. */
export function allOf(html: string, pattern: RegExp): string[] {
  return [...html.matchAll(pattern)].map(([, found]) => found ?? '');
}
