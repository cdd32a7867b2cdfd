// docs/reference/<file>.md: what a configuration file may hold, from its JSON Schema, with an example that is checked.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { code, listed, page, plain, sentence } from './docs-markdown.mjs';
import { sectionsOf } from './docs-schema-sections.mjs';

const SCRIPT = 'docs-schemas.mjs';

/** The files that people write: how they are called, who reads them, where they are explained. */
export const CONFIG_FILES = {
  trial: {
    title: 'The trial file',
    commands: ['assign-id', 'run', 'status', 'decide', 'ledger'],
    guides: ['assign-id.md#the-trial-file', 'run.md#the-pipeline-of-a-trial'],
    note: 'The [crosswalk](README.md#corelab-crosswalk) commands read it, too.',
  },
  profile: { title: 'A de-identification profile', commands: ['deid'], guides: ['deid.md#profiles'] },
  'private-list': { title: 'A list of private elements', commands: ['deid'], guides: ['deid.md#profiles'] },
  protocol: {
    title: 'A scanning protocol',
    commands: ['check-protocol', 'qc-motion'],
    guides: ['check-protocol.md#the-protocol'],
    note: '[init-protocol](commands/init-protocol.md) writes one.',
  },
  dispositions: {
    title: 'Decisions on deviations',
    commands: ['check-protocol'],
    guides: ['check-protocol.md#dispositions'],
  },
  limits: {
    title: 'Limits on motion and image quality',
    commands: ['qc-motion'],
    guides: ['qc-motion.md#limits', 'qc-phantoms.md'],
  },
  criteria: {
    title: 'Response criteria',
    commands: ['response', 'measure-export'],
    guides: ['response.md#criteria-as-a-file'],
  },
};

/** What a schema is of, without the sentence for who has no reference. */
export const descriptionOf = ({ description }) => description.replace(/ First line:.*$/, '');

function objectParts({ section, level, body }) {
  const { schema, path, also, isShared } = section;
  return [
    `${'#'.repeat(Math.min(level, 6))} ${isShared ? path : code(path)}`,
    schema.description ? sentence(plain(schema.description)) : '',
    also.length === 0 ? '' : `Also at ${listed(also.map(code))}.`,
    ...body,
  ];
}

function exampleParts(root, name) {
  const file = `docs/examples/config/${name}.yaml`;
  return [
    '## Example',
    `[${file}](../examples/config/${name}.yaml), one of the [files of one imaginary trial](../examples/config). ` +
      'The tests load it as the commands do.',
    `\`\`\`yaml\n${readFileSync(join(root, file), 'utf8').trimEnd()}\n\`\`\``,
  ];
}

function schemaPage(root, name, context) {
  const { title, commands, guides, note = '' } = CONFIG_FILES[name];
  const [top, ...others] = sectionsOf(name, context);
  const file = `${name}.schema.json`;
  const guideLinks = guides.map((guide) => `[${guide.split('#')[0]}](../${guide})`);
  return page(SCRIPT, [
    `# ${title}`,
    plain(descriptionOf(top.section.schema)),
    `Read by ${listed(commands.map((id) => `[${id}](commands/${id}.md)`))}. ${note} Guide: ${listed(guideLinks)}.`.replace(
      '  ',
      ' ',
    ),
    `Its schema is [${file}](../../schemas/${file}). Editors that know YAML schemas complete and check the file by its first ` +
      'line, as in the [example](#example). How files are read, and how errors are told: [schemas](../schemas.md#configuration).',
    'Unknown keys are errors. In a path, `[]` stands for each item of a list, a word in capitals for a key that you choose.',
    '## Keys',
    ...top.body,
    ...others.flatMap(objectParts),
    ...exampleParts(root, name),
  ]);
}

/** docs/reference/<file>.md: path below the root → text. Files that others refer to come first, for their anchors. */
export function schemaPages(root) {
  const schemas = new Map();
  const read = (name) => {
    const path = join(root, 'schemas', `${name}.schema.json`);
    if (!schemas.has(name)) schemas.set(name, JSON.parse(readFileSync(path, 'utf8')));
    return schemas.get(name);
  };
  const context = { read, anchors: new Map() };
  const names = new Set(['limits', 'private-list', ...Object.keys(CONFIG_FILES)]);
  return Object.fromEntries(
    [...names].map((name) => [`docs/reference/${name}.md`, schemaPage(root, name, context)]),
  );
}
