// docs/reference/findings.md, and which finding codes a command can give, told from the sources.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { code, page, plain, table } from './docs-markdown.mjs';

const SCRIPT = 'docs-findings.mjs';

/** The catalogue's modules in src/findings, in the order in which a delivery meets them. */
const FAMILIES = [
  ['delivery', 'catalogue.ts', 'What a delivery holds', 'manifest.md'],
  ['identity', 'catalogue-identity.ts', 'Research identifiers', 'assign-id.md'],
  ['crosswalk', 'catalogue-crosswalk.ts', 'The crosswalk', 'crosswalk.md'],
  ['deid', 'catalogue-deid.ts', 'De-identification', 'deid.md'],
  ['quarantine', 'catalogue-quarantine.ts', 'Quarantine', 'quarantine.md'],
  ['protocol', 'catalogue-protocol.ts', 'Scanning protocols', 'check-protocol.md'],
  ['motion', 'catalogue-motion.ts', 'Motion, image quality and phantoms', 'qc-motion.md'],
  ['measure', 'catalogue-measure.ts', 'Measurements', 'measure-export.md'],
  ['response', 'catalogue-response.ts', 'Response', 'response.md'],
  ['ledger', 'catalogue-ledger.ts', 'A day of deliveries, and the ledger', 'run.md'],
  ['report', 'catalogue-report.ts', 'The page', 'report.md'],
];

/** Where a command's findings come from: whole families, folders of src/pipeline, and single codes of rules. */
const SOURCES = {
  manifest: { families: ['delivery'] },
  'assign-id': { families: ['identity'], folders: ['assign-id', 'copies'] },
  'check-protocol': { families: ['protocol'], folders: ['check-protocol'] },
  decide: { folders: ['decide', 'ledger'] },
  deid: { families: ['deid'], folders: ['deid'] },
  'init-protocol': { folders: ['init-protocol'], codes: ['protocol-series-incomplete'] },
  ledger: { folders: ['ledger'] },
  'measure-export': { families: ['measure'], folders: ['measure-export'] },
  'qc-motion': { families: ['motion'], folders: ['qc-motion'] },
  report: { families: ['report'] },
  response: { families: ['response'], folders: ['response'] },
  // What came otherwise than before is found by the ledger, and stands among the problems of the run.
  run: { folders: ['run', 'ledger'], codes: ['changed-re-send'] },
  status: { folders: ['status', 'ledger'] },
  'crosswalk:correct': { files: ['crosswalk/rejection-notes.ts', 'crosswalk/moved-findings.ts'] },
  'crosswalk:merge': { files: ['crosswalk/moved-findings.ts'] },
  'crosswalk:verify': { families: ['crosswalk'], prefix: 'crosswalk-' },
  'quarantine:list': { files: ['quarantine/rows.ts', 'quarantine/report.ts'] },
  'quarantine:show': { files: ['quarantine/rows.ts', 'quarantine/report.ts'] },
  'quarantine:release': { families: ['quarantine'] },
};

/** Modules of src/pipeline/scan whose functions give findings to whatever command calls them. */
const SCAN = ['scan-findings.ts', 'delivery-findings.ts', 'declared-images.ts'];

const read = (root, ...path) => readFileSync(join(root, 'src', ...path), 'utf8');
const codesIn = (text, known) => known.filter((one) => text.includes(`'${one}'`));

/** The sources of a folder of src/pipeline. */
function sourcesOf(root, folder) {
  const at = join(root, 'src', 'pipeline', folder);
  if (!existsSync(at)) return [];
  const files = readdirSync(at, { recursive: true }).filter((file) => file.endsWith('.ts'));
  return files.map((file) => readFileSync(join(at, file), 'utf8'));
}

/** Exported function of src/pipeline/scan → the codes that it gives. */
function scanFunctions(root, known) {
  const parts = SCAN.flatMap((file) =>
    read(root, 'pipeline', 'scan', file)
      .split(/^export function /m)
      .slice(1),
  );
  return new Map(parts.map((part) => [/^\w+/.exec(part)[0], codesIn(part, known)]));
}

/** The catalogue by families: each with its title, its guide and its codes in the catalogue's order. */
function familiesOf(root, catalogue) {
  const known = Object.keys(catalogue);
  return FAMILIES.map(([name, file, title, guide]) => {
    const text = read(root, 'findings', file);
    const codes = known.filter((one) => new RegExp(`^  '?${one}'?:`, 'm').test(text));
    return {
      name,
      title,
      guide,
      codes: codes.sort((a, b) => text.indexOf(`'${a}'`) - text.indexOf(`'${b}'`)),
    };
  });
}

/** Codes that a source gives by itself, or by a function of src/pipeline/scan that it imports. */
function codesOfSource(text, known, functions) {
  const scanned = [...functions].filter(([name]) =>
    new RegExp(`import [^;]*\\b${name}\\b[^;]*/scan/`).test(text),
  );
  const calls = [...text.matchAll(/\bfinding\(\s*([^{]*)/g)];
  return [...scanned.flatMap(([, codes]) => codes), ...calls.flatMap(([, call]) => codesIn(call, known))];
}

/** The codes that a command can give, sorted; none where the sources name none. */
export function findingsOf(root, catalogue, id) {
  const { families = [], folders = [], files = [], codes = [], prefix = '' } = SOURCES[id] ?? {};
  const known = Object.keys(catalogue);
  const functions = scanFunctions(root, known);
  const texts = [
    ...folders.flatMap((folder) => sourcesOf(root, folder)),
    ...files.map((file) => read(root, 'pipeline', file)),
  ];
  const ofFamilies = familiesOf(root, catalogue).filter(({ name }) => families.includes(name));
  const found = [
    ...codes,
    ...ofFamilies.flatMap((family) => family.codes.filter((one) => one.startsWith(prefix))),
    ...texts.flatMap((text) => codesOfSource(text, known, functions)),
  ];
  return [...new Set(found)].sort();
}

/** Rows of codes: what the catalogue says of each. */
export function codesTable(codes, catalogue) {
  return table(
    ['code', 'outcome', 'severity', 'text', 'source'],
    codes.map((one) => {
      const { outcome, severity, text, source } = catalogue[one];
      return [code(one), outcome, severity, plain(text), plain(source)];
    }),
  );
}

/** docs/reference/findings.md */
export function findingsPage(root, catalogue) {
  const families = familiesOf(root, catalogue);
  return page(SCRIPT, [
    '# Findings',
    `Every finding in a report has one of these ${Object.keys(catalogue).length} codes. A code never changes its meaning; its text may be reworded. ` +
      'What stands in braces is filled in. For programs the same is in [`findings-catalogue.json`](../../schemas/findings-catalogue.json).',
    'The outcome is the one that a finding has unless the configuration says otherwise (`onDeviation: warn`). Worst first: ' +
      '`fail`, `not-evaluable`, `warn`, `pass`, `not-applicable`. The severity orders findings for people; it never changes an outcome.',
    ...families.flatMap(({ title, guide, codes }) => [
      `## ${title}`,
      `Guide: [${guide}](../${guide})`,
      codesTable(codes, catalogue),
    ]),
  ]);
}
