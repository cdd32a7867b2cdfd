import type { Report } from '../envelope.js';
import type { ReportSections } from '../report-sections.js';
import type { Table } from '../table.js';

/** What a page was made from: a row a report. */
export function reportTable({ sections }: Pick<Report, 'sections'>): Table {
  const { reports = [] }: Partial<ReportSections> = sections;
  return {
    columns: [
      { title: 'report', align: 'right' },
      { title: 'command' },
      { title: 'verdict' },
      { title: 'confidentiality' },
      { title: 'started_at' },
      { title: 'findings', align: 'right' },
      { title: 'needs_person', align: 'right' },
      { title: 'sha256', shrinks: true },
    ],
    rows: reports.map(
      ({ number, command, verdict, confidentiality, startedAt, findings, needsPerson, sha256 }) => [
        ...[number, command, verdict, confidentiality, startedAt, findings, needsPerson, sha256],
      ],
    ),
  };
}
