import type { PageSection, SectionMaker } from '../../page-section.js';
import { type JsonReport, type PageSource, toldReport } from '../../page-source.js';
import { inWords } from '../../sources.js';
import { entries, type Told } from '../../told.js';
import { GenericValue } from './generic-value.js';

/** Of every report: the page tells of these in other places. */
const ENVELOPE: Readonly<Record<keyof JsonReport, true>> = {
  ...{ schema: true, confidentiality: true, tool: true, command: true, run: true, config: true },
  ...{ upstream: true, verdict: true, summary: true, findings: true, roots: true },
  ...{ pathsHashed: true, files: true },
};

/** What a report has beside its envelope, as it stands there, without what other parts of the page show. */
export function restOf(source: PageSource, shown: readonly string[] = []): PageSection[] {
  const report: Told<Readonly<Record<string, unknown>>> = {
    value: { ...source.report },
    at: toldReport(source).at,
  };
  return entries(report)
    .filter(([key]) => !Object.hasOwn(ENVELOPE, key) && !shown.includes(key))
    .map(([key, section]) => ({
      chapter: 'other',
      title: `${source.report.command}: ${inWords(key)}`,
      body: <GenericValue of={section} name={inWords(key)} />,
    }));
}

/** A report that no part of the page knows: everything that it has, as tables and lists. */
export const genericSections: SectionMaker = async (source) => restOf(source);
