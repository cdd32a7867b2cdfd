// docs/reference/commands/*.md: one page a command, from oclif's manifest, the exit codes and the schemas of reports.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { codesTable, findingsOf } from './docs-findings.mjs';
import { code, listed, page, plain, sentence, table } from './docs-markdown.mjs';

const SCRIPT = 'docs-commands.mjs';
const SCHEMAS = '../../../schemas';

/** Guides that are not called as the command is; several where a command has several. */
const GUIDES = {
  decide: ['ledger.md'],
  status: ['ledger.md'],
  'measure-export': ['measure-export.md', 'measure-export-formats.md'],
  'qc-motion': ['qc-motion.md', 'qc-images.md', 'qc-phantoms.md'],
  response: ['response.md', 'response-subjects.md'],
};

/** What a command's findings leave to others. */
const NOTES = {
  'measure-export': 'With `--criteria` also those of [response](response.md#findings).',
  run:
    'What a step found stands in the report of the step, which `run` keeps: [manifest](manifest.md#findings), ' +
    '[assign-id](assign-id.md#findings), [deid](deid.md#findings), [check-protocol](check-protocol.md#findings), ' +
    '[qc-motion](qc-motion.md#findings), [measure-export](measure-export.md#findings), [response](response.md#findings).',
  'qc-motion':
    'With a scanning protocol as `--limits`, a series is taken for one of it as [check-protocol](check-protocol.md) does.',
};

/** `crosswalk:list` → `crosswalk list` */
export const spoken = (id) => id.replaceAll(':', ' ');

/** The page of a command, in docs/reference/commands. */
export const pageOf = (id) => `${id.replaceAll(':', '-')}.md`;

/** A flag as it is typed. */
const typed = ({ name, type, helpValue }) =>
  `--${name}${type === 'option' ? ` ${helpValue ?? name.toUpperCase()}` : ''}`;

const dashed = (names) => names.map((name) => code(`--${name}`));

/** What else is to be known of a flag, in words. */
function conditions(flag) {
  const { required, options, dependsOn, exclusive, multiple, description = '' } = flag;
  return [
    required && 'Required.',
    options && `One of ${listed(options.map(code), 'or')}.`,
    flag.default !== undefined && `${code(flag.default)} when left out.`,
    dependsOn && `Only with ${listed(dashed(dependsOn))}.`,
    exclusive && `Not together with ${listed(dashed(exclusive), 'or')}.`,
    multiple && !/more than once/.test(description) && 'May be given more than once.',
  ].filter(Boolean);
}

function flagsTable(flags) {
  const rows = flags.map((flag) => {
    const said = flag.summary ?? flag.description ?? '';
    return [code(typed(flag)), [sentence(plain(said)), ...conditions(flag)].join(' ')];
  });
  return table(['flag', 'what it does'], rows);
}

/** Flags by help group: its own first, the required ones before the others. */
function flagSections({ flags }) {
  const shown = Object.values(flags).filter(({ hidden }) => !hidden);
  const groups = [...new Set(shown.map(({ helpGroup = '' }) => helpGroup))].sort();
  return groups.flatMap((group) => {
    const own = shown.filter(({ helpGroup = '' }) => helpGroup === group);
    const sorted = own.sort(
      (a, b) => Number(b.required ?? false) - Number(a.required ?? false) || (a.name < b.name ? -1 : 1),
    );
    const title = group === '' ? 'Flags' : `${group[0]}${group.slice(1).toLowerCase()} flags`;
    return [`## ${title}`, flagsTable(sorted)];
  });
}

const argumentName = ({ name, multiple, required }) => {
  const typed = `${name.toUpperCase()}${multiple ? '…' : ''}`;
  return required ? typed : `[${typed}]`;
};

function usage({ id, args, flags }) {
  const own = Object.values(flags).filter(({ hidden, helpGroup }) => !hidden && helpGroup === undefined);
  const repeated = ({ multiple }) => (multiple ? '…' : '');
  const words = [
    ...Object.values(args).map(argumentName),
    ...own.filter(({ required }) => required).map((flag) => `${typed(flag)}${repeated(flag)}`),
    ...own.filter(({ required }) => !required).map((flag) => `[${typed(flag)}]${repeated(flag)}`),
  ];
  return wrapped(`corelab ${spoken(id)}`, words);
}

/** Words behind a command, in lines of 100 characters, the later ones below the first word. */
function wrapped(command, words) {
  const lines = [command];
  for (const word of words) {
    const line = `${lines.at(-1)} ${word}`;
    if (line.length <= 100 || lines.at(-1) === command) lines[lines.length - 1] = line;
    else lines.push(`${' '.repeat(command.length)} ${word}`);
  }
  return `\`\`\`text\n${lines.join('\n')}\n\`\`\``;
}

function examples(list) {
  const filled = (text) => text.replaceAll('<%= config.bin %>', 'corelab');
  return list.flatMap(({ description, command }) => [
    sentence(plain(description)),
    `\`\`\`sh\n${filled(command)}\n\`\`\``,
  ]);
}

/** The report of a command: its schema, what may leave the site, its sections. */
function reportOf(root, id) {
  const name = `report-${id.split(':')[0]}.schema.json`;
  const file = join(root, 'schemas', name);
  if (!existsSync(file)) return undefined;
  const { description, properties, required = [] } = JSON.parse(readFileSync(file, 'utf8'));
  const envelope = Object.keys(
    JSON.parse(readFileSync(join(root, 'schemas', 'report.schema.json'), 'utf8')).properties,
  );
  const defs = JSON.parse(readFileSync(file, 'utf8')).$defs ?? {};
  const about = (value) => value.description ?? defs[value.$ref?.split('/').at(-1)]?.description ?? '';
  const sections = Object.entries(properties).filter(([key]) => !envelope.includes(key));
  const always = (key) => (required.includes(key) ? 'always' : 'sometimes');
  return [
    `${sentence(plain(description))} Its schema is ${code(properties.schema.const)}: [${name}](${SCHEMAS}/${name}); ` +
      'what all reports have in common is in [schemas](../../schemas.md#the-report).',
    `Confidentiality: ${plain(properties.confidentiality.description)}`,
    sections.length === 0
      ? ''
      : table(
          ['section', 'is there', 'what it holds'],
          sections.map(([key, value]) => [code(key), always(key), plain(about(value))]),
        ),
  ];
}

const guidesOf = (root, id) => {
  const topic = id.split(':')[0];
  return (GUIDES[id] ?? [`${topic}.md`]).filter((file) => existsSync(join(root, 'docs', file)));
};

function findingsSection(root, catalogue, id) {
  const codes = findingsOf(root, catalogue, id);
  const all = 'All codes: [findings](../findings.md).';
  const note = NOTES[id] ?? '';
  if (codes.length === 0) return ['## Findings', `It gives no findings of its own. ${all}`, note];
  return ['## Findings', `Codes that it can give. ${all}`, codesTable(codes, catalogue), note];
}

/** The page of one command. */
function commandPage({ root, catalogue, exitCodes }, command) {
  const { id, summary, description, args } = command;
  const guides = guidesOf(root, id).map((file) => `[${file}](../../${file})`);
  const report = command.flags.json ? reportOf(root, id) : undefined;
  return page(SCRIPT, [
    `# ${code(`corelab ${spoken(id)}`)}`,
    `**${sentence(plain(summary))}**`,
    description ? plain(description) : '',
    guides.length > 0
      ? `Guide: ${listed(guides)}. All commands: [reference](../README.md#commands).`
      : 'All commands: [reference](../README.md#commands).',
    '## Usage',
    usage(command),
    ...(Object.keys(args).length > 0
      ? [
          '## Arguments',
          table(
            ['argument', 'what it is'],
            Object.values(args).map((arg) => [code(argumentName(arg)), sentence(plain(arg.description))]),
          ),
        ]
      : []),
    ...flagSections(command),
    '## Examples',
    ...examples(command.examples),
    '## Exit codes',
    table(
      ['code', 'when'],
      exitCodes.map(([exit, text]) => [code(exit), sentence(text)]),
    ),
    ...(report ? ['## The report', ...report, ...findingsSection(root, catalogue, id)] : []),
  ]);
}

/** docs/reference/commands/*.md: path below the root → text. */
export function commandPages(sources) {
  const shown = Object.values(sources.manifest.commands).filter(({ hidden }) => !hidden);
  return Object.fromEntries(
    shown.map((command) => [`docs/reference/commands/${pageOf(command.id)}`, commandPage(sources, command)]),
  );
}
