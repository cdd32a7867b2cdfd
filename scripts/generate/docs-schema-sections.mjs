// The objects of a JSON Schema as sections of a page: each key with its path, what it may be, what it says.
import { anchorOf, code, listed, plain, sentence, table } from './docs-markdown.mjs';
import { containsWords, isLong, ruleWords, valueWords } from './docs-schema-words.mjs';

/** What stands in a path for a key that the writer chooses, by the key above it. */
const CHOSEN = {
  checks: 'QUANTITY',
  match: 'QUANTITY',
  when: 'QUANTITY',
  header: 'QUANTITY',
  kinds: 'KIND',
  attributes: 'ATTRIBUTE',
  at: 'INDEX',
  expect: 'CHECK',
};

/** What objects that others take over are called, where their title would be taken for another heading. */
const SHARED_TITLES = { Tests: 'Constraints' };

/** From so many keys on that one object takes over from another, they are told once. */
const MANY = 5;

/** The object that a key is taken over from, as `#/$defs/tests`. */
const ownerOf = ({ $ref = '' }) => /^(#.*)\/properties\/[^/]+$/.exec($ref)?.[1];

/** A schema while its page is made: what leads where, and which objects still want a section. */
class SchemaWalk {
  /** @param anchors place of an object (`limits#/$defs/set`) → anchor, of this page and of those before it */
  constructor(name, { read, anchors }) {
    this.name = name;
    this.read = read;
    this.anchors = anchors;
    this.known = new Map();
    this.pending = [];
    this.shared = [];
    this.users = usersOf(read(name));
  }

  /** A schema's own text laid over what its `$ref` leads to; `at` names that place. */
  resolve(schema) {
    if (!schema.$ref) return schema;
    const [file, pointer] = schema.$ref.split('#');
    const name = file === '' ? this.name : file.replace('.schema.json', '');
    const steps = pointer.split('/').slice(1);
    const target = steps.reduce((value, step) => value[step], this.read(name));
    const { $ref, ...own } = schema;
    return { at: `${name}#${pointer}`, ...this.resolve(target), ...own };
  }

  /** Takes a section on, or finds the one that the object has. @returns its anchor */
  sectionAt(schema, path, { isShared = false } = {}) {
    const key = schema.at ?? path;
    const known = this.known.get(key);
    if (known) {
      if (known.path !== path && !known.also.includes(path)) known.also.push(path);
      return known.anchor;
    }
    const section = { schema, path, also: [], anchor: anchorOf(path), isShared };
    if ([...this.known.values()].some(({ anchor }) => anchor === section.anchor)) {
      throw new Error(`${this.name}: two headings would have the anchor ${section.anchor}`);
    }
    this.known.set(key, section);
    this.anchors.set(key, section.anchor);
    (isShared ? this.shared : this.pending).push(section);
    return section.anchor;
  }
}

/** How many objects take over many keys of each other object. */
function usersOf(schema) {
  const users = new Map();
  const visit = (value) => {
    if (typeof value !== 'object' || value === null) return;
    const owners = Object.values(value.properties ?? {}).map(ownerOf);
    for (const owner of new Set(owners)) {
      if (owners.filter((one) => one === owner).length >= MANY) users.set(owner, (users.get(owner) ?? 0) + 1);
    }
    Object.values(value).forEach(visit);
  };
  visit(schema);
  return users;
}

/** What is said of an object in a cell: where its keys are told. */
function objectWords(schema, path, walk) {
  const { properties, additionalProperties, at = '' } = schema;
  const [file] = at.split('#');
  if (file !== '' && file !== walk.name) return `[keys](${file}.md#${walk.anchors.get(at)})`;
  if (properties) return `[keys](#${walk.sectionAt(schema, path)})`;
  const inner = childPath(path);
  return `keys that you choose; each: ${words(walk.resolve(additionalProperties), inner, walk)}`;
}

const childPath = (path) => `${path}.${CHOSEN[path.split('.').at(-1).replace('[]', '')] ?? 'NAME'}`;

const words = (schema, path, walk) =>
  valueWords(schema, {
    resolve: (one) => walk.resolve(one),
    objectWords: (one, suffix = '') => objectWords(one, `${path}${suffix}`, walk),
  });

/** What is said of a key besides what it may be. */
function meaning(schema, walk) {
  const said = [schema.description ?? '', containsWords(schema)].filter(Boolean);
  const items = schema.items && walk.resolve(schema.items);
  const inner = items ?? (schema.properties ? undefined : schema.additionalProperties);
  const each = inner && typeof inner === 'object' ? walk.resolve(inner) : undefined;
  if (each?.description && !each.properties) said.push(`Each: ${each.description}`);
  return said.map((text) => sentence(plain(text))).join(' ');
}

function rowOf({ schema: given, path, isRequired }, walk) {
  const schema = walk.resolve(given);
  return [code(path), isRequired ? 'yes' : '', words(schema, path, walk), meaning(schema, walk)];
}

/** Keys that an object takes over from another one which others take them from, too: told there. */
function takenOver({ properties = {} }, walk) {
  const owners = new Set(Object.values(properties).map(ownerOf));
  return [...owners]
    .filter((owner) => owner !== undefined && walk.users.get(owner) > 1)
    .map((owner) => [owner, Object.keys(properties).filter((key) => ownerOf(properties[key]) === owner)])
    .filter(([, keys]) => keys.length >= MANY);
}

/** Keys that only this object takes over: it stands for the other one, also for links of other pages. */
function standsFor({ properties = {} }, anchor, walk) {
  for (const owner of new Set(Object.values(properties).map(ownerOf))) {
    if (owner !== undefined && walk.users.get(owner) === 1) walk.anchors.set(`${walk.name}${owner}`, anchor);
  }
}

function sharedLink(owner, walk) {
  const schema = walk.resolve({ $ref: owner });
  const title = SHARED_TITLES[schema.title] ?? schema.title;
  return `[${title}](#${walk.sectionAt(schema, title, { isShared: true })})`;
}

/** Enumerations that are too long for a cell. */
function longValues({ properties = {} }, pathOf, walk) {
  return Object.entries(properties).flatMap(([key, value]) => {
    const resolved = walk.resolve(value);
    return isLong(resolved)
      ? [`${code(pathOf(key))} is one of ${listed(resolved.enum.map(code), 'or')}.`]
      : [];
  });
}

/** What stands below the heading of an object: its keys, those it takes over, its rules. */
function bodyOf({ schema, path, anchor, isShared }, walk) {
  const { properties = {}, required = [], additionalProperties } = schema;
  const shared = takenOver(schema, walk);
  const elsewhere = new Set(shared.flatMap(([, keys]) => keys));
  const pathOf = (key) => (path === '' || isShared ? key : `${path}.${key}`);
  standsFor(schema, anchor, walk);
  const rows = Object.entries(properties)
    .filter(([key]) => !elsewhere.has(key))
    .map(([key, value]) =>
      rowOf({ schema: value, path: pathOf(key), isRequired: required.includes(key) }, walk),
    );
  if (typeof additionalProperties === 'object') {
    rows.push(rowOf({ schema: additionalProperties, path: childPath(path) }, walk));
  }
  const besides = rows.length > 0 ? 'Besides ' : '';
  return [
    rows.length > 0 ? table(['key', 'required', 'value', 'what it says'], rows) : '',
    ...shared.map(
      ([owner, keys]) => `${besides}${listed(keys.map(code))}, as in ${sharedLink(owner, walk)}.`,
    ),
    ...longValues(schema, pathOf, walk),
    ruleWords(schema).join(' '),
  ];
}

/** The sections of a schema below each other in its order, each with its heading's level; what several objects share, last. */
export function sectionsOf(name, context) {
  const walk = new SchemaWalk(name, context);
  const sections = [];
  const visit = (section, level) => {
    sections.push({ section, level, body: bodyOf(section, walk) });
    const next = walk.pending;
    walk.pending = [];
    for (const inner of next) visit(inner, level + 1);
  };
  visit({ schema: walk.read(name), path: '', also: [], anchor: '' }, 2);
  while (walk.shared.length > 0) visit(walk.shared.shift(), 3);
  return sections;
}
