import { renderToString } from 'preact-render-to-string';
import { printableLines } from '../../findings/printable.js';
import { needsOf, notesOf } from './needs-of.js';
import { Page } from './page.js';
import type { PageSource } from './page-source.js';
import { makerOf } from './sections/makers.js';

/** How a page is told from others. */
export interface PageSettings {
  /** Stands above the verdict. */
  readonly title?: string;
}

/**
 * Reports as one page of HTML that is whole in itself: no script, no network, drawings within it. The same bytes for the
 * same reports. Reports must be valid by their schemas.
 * @param sources at least one, numbered from 0
 */
export async function renderPage(
  sources: readonly PageSource[],
  { title }: PageSettings = {},
): Promise<string> {
  const sections = [];
  for (const source of sources) sections.push(...(await (await makerOf(source.report.command))(source)));
  const page = renderToString(
    <Page
      sources={sources}
      needs={needsOf(sources)}
      notes={notesOf(sources)}
      sections={sections}
      title={title}
    />,
  );
  // Attributes and drawings hold values, too, which no `Text` has looked at.
  return printableLines(`<!doctype html>\n${page}\n`);
}
