// docs/reference/<file>.md: what a configuration file may hold, from its JSON Schema, with an example that is checked.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { containsWords, isLong, ruleWords, valueWords } from './docs-schema-words.mjs';
import { anchorOf, code, listed, page, plain, sentence, table } from './docs-markdown.mjs';

const SCRIPT = 'docs-schemas.mjs';

/** The files that people write: how they are called, who reads them, where they are explained. */
export const CONFIG_FILES = {
  trial: { title: 'The trial file', commands: ['assign-id', 'run', 'status', 'decide', 'ledger'], guides: ['assign-id.md#the-trial-file', 'run.md#the-pipeline-of-a-trial'] },
  profile: { title: 'A de-identification profile', commands: ['deid'], guides: ['deid.md#profiles'] },
  'private-list': { title: 'A list of private elements', commands: ['deid'], guides: ['deid.md#profiles'] },
  protocol: { title: 'A scanning protocol', commands: ['check-protocol', 'init-protocol', 'qc-motion'], guides: ['check-protocol.md#the-protocol'] },
  dispositions: { title: 'Decisions on deviations', commands: ['check-protocol'], guides: ['check-protocol.md#dispositions'] },
  limits: { title: 'Limits on motion and image quality', commands: ['qc-motion'], guides: ['qc-motion.md#limits', 'qc-phantoms.md'] },
  criteria: { title: 'Response criteria', commands: ['response', 'measure-export'], guides: ['response.md#criteria-as-a-file'] },
};

/** What stands in a path for a key that the writer chooses, by the key above it. */
const CHOSEN = { checks: 'QUANTITY', match: 'QUANTITY', when: 'QUANTITY', kinds: 'KIND', attributes: 'ATTRIBUTE', at: 'INDEX', header: 'QUANTITY', expect: 'CHECK' };

/** From so many keys on that one object takes over from another, they are told once. */
const MANY = 5;

/** All that is known of one schema while its page is made. */
class SchemaPage {
  constructor(name, { read, anchors }) {
    this.name = name;
    this.read = read;
    this.root = read(name);
    this.anchors = anchors;
    this.sections = [];
    this.pending = [];
    this.asked = new Map();
  }

  /** A schema's own text laid over what its `$ref` leads to; `at` names the place for links. */
  resolve(schema) {
    if (!schema.$ref) return schema;
    const [file, pointer] = schema.$ref.split('#');
    const name = file === '' ? this.name : file.replace('.schema.json', '');
    const steps = pointer.split('/').slice(1);
    const target = steps.reduce((value, step) => value[step], this.read(name));
    const { $ref, ...own } = schema;
    return { ...this.resolve(target), ...own, at: `${name}#${pointer}` };
  }
}

const isObject = ({ type, properties, additionalProperties }) =>
  [type].flat().includes('object') && (properties !== undefined || typeof additionalProperties === 'object');

/** The schema of what an object's or a list's children are, and what their path ends in. */
function childOf(schema, doc) {
  if (schema.items && [schema.type].flat().includes('array')) {
    const items = doc.resolve(schema.items);
    if (isObject(items)) return { schema: items, suffix: '[]' };
  }
  return isObject(schema) ? { schema, suffix: '' } : undefined;
}

/** Names an object's section: the one that it has already, or a new one at this path. */
function sectionFor(schema, path, doc) {
  const [file] = (schema.at ?? '').split('#');
  if (file && file !== doc.name) return `[${code(path)}](${file}.md#${doc.anchors.get(schema.at)})`;
  const key = schema.at ?? path;
  const known = doc.asked.get(key);
  if (known) {
    if (known.path !== path && !known.also.includes(path)) known.also.push(path);
    return `[${code(known.path)}](#${known.anchor})`;
  }
  const section = { schema, path, also: [], anchor: anchorOf(path) };
  doc.asked.set(key, section);
  doc.anchors.set(key, section.anchor);
  doc.pending.push(section);
  return `[${code(path)}](#${section.anchor})`;
}

/** Takes in a map's values: their section, or the words for a plain value. */
function mapOf(schema, path, doc) {
  if (typeof schema.additionalProperties !== 'object') return undefined;
  const last = path.split('.').at(-1).replace('[]', '');
  const inner = `${path}.${CHOSEN[last] ?? 'NAME'}`;
  return { path: inner, schema: doc.resolve(schema.additionalProperties) };
}

const words = (schema, path, doc) =>
  valueWords(schema, {
    resolve: (one) => doc.resolve(one),
    linked: (one) => {
      if (!isObject(one)) return undefined;
      const isItem = one !== schema;
      return `keys, see ${sectionFor(one, isItem ? `${path}[]` : path, doc)}`;
    },
  });

function rowOf({ key, schema: given, path, required }, doc) {
  const schema = doc.resolve(given);
  const own = schema.additionalProperties && !schema.properties ? undefined : schema;
  const said = [schema.description ?? '', containsWords(schema)].filter(Boolean).map((text) => sentence(plain(text)));
  const items = schema.items && doc.resolve(schema.items);
  if (items?.description && !isObject(items)) said.push(`Each: ${plain(items.description)}`);
  if (!own) return { cells: [code(path), required ? 'yes' : '', words(schema, path, doc), said.join(' ')], key };
  return { cells: [code(path), required ? 'yes' : '', words(schema, path, doc), said.join(' ')], key };
}

/** Keys of an object that it takes over from another one, told there: the other's place and the keys. */
function takenOver(schema, doc) {
  const groups = new Map();
  for (const [key, { $ref = '' }] of Object.entries(schema.properties ?? {})) {
    const [, at] = /^(#.*)\/properties\/[^/]+$/.exec($ref) ?? [];
    if (at) groups.set(at, [...(groups.get(at) ?? []), key]);
  }
  return [...groups].filter(([at, keys]) => keys.length >= MANY && doc.users.get(at) > 1);
}

function sharedSection(at, doc) {
  const schema = doc.resolve({ $ref: at });
  const known = doc.asked.get(schema.at);
  if (known) return `[${known.path}](#${known.anchor})`;
  const section = { schema, path: schema.title, also: [], anchor: anchorOf(schema.title), isShared: true };
  doc.asked.set(schema.at, section);
  doc.pending.push(section);
  return `[${schema.title}](#${section.anchor})`;
}

/** One object: its heading, what it is, its keys, its rules. */
function sectionText(section, doc) {
  const { schema, path, isShared } = section;
  const required = schema.required ?? [];
  const shared = takenOver(schema, doc);
  const elsewhere = new Set(shared.flatMap(([, keys]) => keys));
  const at = (key) => (path === '' || isShared ? key : `${path}.${key}`);
  const rows = Object.entries(schema.properties ?? {})
    .filter(([key]) => !elsewhere.has(key))
    .map(([key, value]) => rowOf({ key, schema: value, path: at(key), required: required.includes(key) }, doc));
  const map = mapOf(schema, path, doc);
  if (map) rows.push(rowOf({ key: '', schema: map.schema, path: map.path }, doc));
  const parts = [
    rows.length > 0 ? table(['key', 'required', 'value', 'what it says'], rows.map(({ cells }) => cells)) : '',
    ...shared.map(
      ([place, keys]) => `${rows.length > 0 ? 'Besides: ' : ''}${listed(keys.map(code))}, as in ${sharedSection(place, doc)}.`,
    ),
    ...longValues(schema, at, doc),
    ruleWords(schema).join(' '),
  ];
  return { section, parts };
}

/** Enumerations that are too long for a cell. */
function longValues(schema, at, doc) {
  return Object.entries(schema.properties ?? {}).flatMap(([key, value]) => {
    const resolved = doc.resolve(value);
    return isLong(resolved) ? [`${code(at(key))} is one of ${listed(resolved.enum.map(code), 'or')}.`] : [];
  });
}

/** How many objects take over many keys of each other object. */
function usersOf(schema) {
  const users = new Map();
  const visit = (value) => {
    if (typeof value !== 'object' || value === null) return;
    const places = Object.values(value.properties ?? {}).map(({ $ref = '' }) => /^(#.*)\/properties\/[^/]+$/.exec($ref)?.[1]);
    for (const at of new Set(places.filter(Boolean))) {
      if (places.filter((one) => one === at).length >= MANY) users.set(at, (users.get(at) ?? 0) + 1);
    }
    Object.values(value).forEach(visit);
  };
  visit(schema);
  return users;
}

/** The sections of a schema, each below the one that leads to it, in the order of the schema. */
function sectionsOf(doc) {
  const texts = [];
  const walk = (section) => {
    const text = sectionText(section, doc);
    texts.push(text);
    const next = doc.pending;
    doc.pending = [];
    next.forEach(walk);
  };
  walk({ schema: doc.root, path: '', also: [], anchor: '' });
  return texts;
}

const heading = ({ path, isShared }) => {
  const depth = isShared ? 0 : path.split(/[.]/).length - 1;
  return `${'#'.repeat(Math.min(3 + depth, 5))} ${isShared ? path : code(path)}`;
};

const alsoAt = ({ also }) => (also.length === 0 ? '' : `Also at ${listed(also.map(code))}.`);

function objectParts({ section, parts }) {
  const { schema } = section;
  return [heading(section), schema.description ? sentence(plain(schema.description)) : '', alsoAt(section), ...parts];
}

function exampleParts(root, name) {
  const file = `docs/examples/config/${name}.yaml`;
  return [
    '## Example',
    `[${file}](../examples/config/${name}.yaml), one of the [files of one trial](../examples/config); the tests load it as the commands do.`,
    `\`\`\`yaml\n${readFileSync(join(root, file), 'utf8').trimEnd()}\n\`\`\``,
  ];
}

function schemaPage(root, doc) {
  const { title, commands, guides } = CONFIG_FILES[doc.name];
  const [top, ...others] = sectionsOf(doc);
  const file = `${doc.name}.schema.json`;
  const links = commands.map((id) => `[${id}](commands/${id}.md)`);
  return page(SCRIPT, [
    `# ${title}`,
    plain(doc.root.description),
    `Read by ${listed(links)}. Guide: ${listed(guides.map((guide) => `[${guide.split('#')[0]}](../${guide})`))}. ` +
      `Schema: [${file}](../../schemas/${file}); editors that know the first line of the example complete and check while one types. ` +
      'How YAML is read, and how errors are told: [schemas](../schemas.md#configuration).',
    'Unknown keys are errors. In a path, `[]` stands for each item of a list, a word in capitals for a key that the writer chooses.',
    '## Keys',
    ...top.parts,
    ...others.flatMap(objectParts),
    ...exampleParts(root, doc.name),
  ]);
}

/** docs/reference/<file>.md: path below the root → text. Files that others refer to come first, for their anchors. */
export function schemaPages(root) {
  const schemas = new Map();
  const read = (name) => {
    if (!schemas.has(name)) schemas.set(name, JSON.parse(readFileSync(join(root, 'schemas', `${name}.schema.json`), 'utf8')));
    return schemas.get(name);
  };
  const anchors = new Map();
  const order = ['limits', 'private-list', ...Object.keys(CONFIG_FILES)];
  return Object.fromEntries(
    [...new Set(order)].map((name) => {
      const doc = new SchemaPage(name, { read, anchors });
      doc.users = usersOf(doc.root);
      return [`docs/reference/${name}.md`, schemaPage(root, doc)];
    }),
  );
}
