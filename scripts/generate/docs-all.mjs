// All pages of docs/reference, as text.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { commandPages, pageOf, spoken } from './docs-commands.mjs';
import { findingsPage } from './docs-findings.mjs';
import { code, page, plain, sentence, table } from './docs-markdown.mjs';
import { CONFIG_FILES, descriptionOf, schemaPages } from './docs-schemas.mjs';

const SCRIPT = 'docs-all.mjs';
const json = (root, ...path) => JSON.parse(readFileSync(join(root, ...path), 'utf8'));

function indexPage(root, { manifest }) {
  const { topics } = json(root, 'package.json').oclif;
  const shown = Object.values(manifest.commands).filter(({ hidden }) => !hidden);
  const rows = (commands) =>
    table(
      ['command', 'what it does'],
      commands.map(({ id, summary }) => [
        `[${code(`corelab ${spoken(id)}`)}](commands/${pageOf(id)})`,
        sentence(plain(summary)),
      ]),
    );
  const files = Object.entries(CONFIG_FILES).map(([name, { title }]) => [
    `[${title}](${name}.md)`,
    `[${name}.yaml](../examples/config/${name}.yaml)`,
    sentence(plain(descriptionOf(json(root, 'schemas', `${name}.schema.json`)))),
  ]);
  return page(SCRIPT, [
    '# Reference',
    'Made from the program: the commands from their flags, the files from their schemas, the findings from the catalogue. How things are done is in the guides of [docs](..).',
    '## Commands',
    rows(shown.filter(({ id }) => !id.includes(':'))),
    ...Object.entries(topics).flatMap(([topic, { description }]) => [
      `### ${code(`corelab ${topic}`)}`,
      sentence(plain(description)),
      rows(shown.filter(({ id }) => id.startsWith(`${topic}:`))),
    ]),
    '## Files that people write',
    table(['file', 'example', 'what it holds'], files),
    '## What programs read',
    '- [Findings](findings.md): every code with outcome, severity, text and source.\n' +
      '- [Schemas](../schemas.md): of reports, NDJSON and configuration.',
  ]);
}

/** Files of the build that the pages are made from. */
export const BUILT = ['oclif.manifest.json', 'dist/cli/exit-codes.js'];

/** What the pages are made from. */
async function sourcesOf(root) {
  const [manifest, codes] = BUILT;
  const { EXIT_CODE_HELP } = await import(pathToFileURL(join(root, codes)).href);
  return {
    root,
    manifest: json(root, manifest),
    catalogue: json(root, 'schemas', 'findings-catalogue.json').codes,
    exitCodes: EXIT_CODE_HELP,
  };
}

/** Path below the root → text of every page of docs/reference; needs a build, for the commands. */
export async function referencePages(root) {
  const sources = await sourcesOf(root);
  return {
    'docs/reference/README.md': indexPage(root, sources),
    'docs/reference/findings.md': findingsPage(root, sources.catalogue),
    ...commandPages(sources),
    ...schemaPages(root),
  };
}
