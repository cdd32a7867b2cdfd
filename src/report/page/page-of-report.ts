import type { Report } from '../envelope.js';
import { jsonChunks } from '../write-json.js';
import type { JsonReport } from './page-source.js';
import { renderPage } from './render-page.js';

/** A command's own report as a page: made from its JSON, so that every number on it is that of the JSON. */
export async function pageChunks(report: Report): Promise<Iterable<string>> {
  const json = JSON.parse([...jsonChunks(report)].join('')) as JsonReport;
  return [await renderPage([{ number: 0, report: json, sha256: null }])];
}
