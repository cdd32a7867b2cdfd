// What a JSON Schema says, in words.
import { code, listed, plain, sentence } from './docs-markdown.mjs';

const TYPES = {
  string: 'text',
  number: 'number',
  integer: 'whole number',
  boolean: 'true or false',
  object: 'keys',
  array: 'list',
};

/** Patterns that are better said than shown. */
const SAID = { '\\S': 'not blank', '^\\S+$': 'one word' };

const typesOf = ({ type }) => (type === undefined ? [] : [type].flat());

/** Whether a list is refused though the type allows one (its own message says why). */
const refusesList = ({ allOf = [] }, resolve) => allOf.some((one) => resolve(one).not?.type === 'array');

function range({ minimum, maximum, exclusiveMinimum }) {
  if (minimum !== undefined && maximum !== undefined) return `${minimum} to ${maximum}`;
  if (exclusiveMinimum !== undefined) {
    return `above ${exclusiveMinimum}${maximum === undefined ? '' : `, at most ${maximum}`}`;
  }
  if (minimum !== undefined) return `at least ${minimum}`;
  return maximum === undefined ? '' : `at most ${maximum}`;
}

function length({ minLength, maxLength, pattern }) {
  if (minLength !== undefined && maxLength !== undefined) return `${minLength} to ${maxLength} characters`;
  if (maxLength !== undefined) return `at most ${maxLength} characters`;
  return minLength === 1 && pattern === undefined ? 'not empty' : '';
}

function size({ minItems, maxItems, uniqueItems }) {
  const few = minItems === undefined || minItems === 0 ? '' : `at least ${minItems}`;
  const many = maxItems === undefined ? '' : `at most ${maxItems}`;
  const both = minItems !== undefined && minItems === maxItems ? `exactly ${minItems}` : '';
  return [both || few, both ? '' : many, uniqueItems ? 'no two alike' : ''].filter(Boolean).join(', ');
}

const shaped = ({ pattern, format }) => {
  if (format === 'date') return 'a day, YYYY-MM-DD';
  if (pattern === undefined) return '';
  return SAID[pattern] ?? `pattern ${code(pattern)}`;
};

/** Values of an enumeration that is longer than this stand in a list of their own. */
const LONG = 12;

/** Whether the values of a schema are too many for a cell. */
export const isLong = ({ enum: values = [] }) => values.length > LONG;

/** A choice that depends on whether one value stands or a list (`if: { type: array }`). */
function oneOrList({ then, else: single }) {
  return `${oneOf(single.enum)}, or a list of ${listed(then.items.enum.map(code), 'and')} (${size(then)})`;
}

const oneOf = (values) => (values.length === 1 ? code(values[0]) : `one of ${listed(values.map(code), 'or')}`);

/**
 * What a value may be.
 * @param resolve gives the schema that a `$ref` leads to
 * @param linked gives the link of a schema with keys that are told elsewhere
 */
export function valueWords(schema, { resolve, linked }) {
  if (schema.const !== undefined) return `always ${code(schema.const)}`;
  if (schema.if?.type === 'array') return oneOrList(schema);
  if (isLong(schema)) return 'one of those below';
  if (schema.enum) return oneOf(schema.enum);
  const types = typesOf(schema).filter((type) => !(type === 'array' && refusesList(schema, resolve)));
  const words = types.map((type) => {
    if (type === 'object') return linked(schema) ?? TYPES.object;
    return type === 'array' && schema.items ? listWords(schema, { resolve, linked }) : TYPES[type];
  });
  const limits = [range(schema), length(schema), shaped(schema)];
  return [listed(words, 'or'), ...limits].filter(Boolean).join('; ');
}

function listWords(schema, context) {
  const items = context.resolve(schema.items);
  const of = context.linked(items) ?? valueWords(items, context);
  const said = size(schema);
  return `list${of === '' ? '' : ` of: ${of}`}${said === '' ? '' : ` (${said})`}`;
}

const conditionOf = ({ required, properties = {} }) => {
  const [[key, { const: only, enum: several }] = [required?.[0], {}]] = Object.entries(properties);
  if (only !== undefined) return `Where ${code(key)} is ${code(only)}`;
  if (several) return `Where ${code(key)} is ${listed(several.map(code), 'or')}`;
  return `With ${code(key)}`;
};

const isOrAre = (keys) => (keys.length === 1 ? 'is' : 'are');

/** What follows from a condition, as clauses; keys of sub-objects by their path. */
function consequences({ required = [], properties = {} }, path = '') {
  const named = required.map((key) => code(`${path}${key}`));
  const refused = Object.keys(properties).filter((key) => properties[key] === false);
  const others = Object.entries(properties).filter(([, value]) => value !== false);
  return [
    named.length > 0 ? `${listed(named)} ${isOrAre(named)} required` : '',
    refused.length > 0
      ? `${listed(refused.map((key) => code(`${path}${key}`)))} ${refused.length === 1 ? 'does' : 'do'} not stand`
      : '',
    ...others.flatMap(([key, value]) => {
      if (value.const !== undefined) return [`${code(`${path}${key}`)} is ${code(value.const)}`];
      if (value.description) return [plain(value.description)];
      return consequences(value, `${path}${key}.`);
    }),
  ].filter(Boolean);
}

/** The conditions of an object, each a sentence. */
export function ruleWords(schema) {
  const sentences = (schema.allOf ?? []).flatMap((one) => (one.if ? ruleWords(one) : []));
  if (schema.minProperties === 1) sentences.push('At least one of the keys stands.');
  if (!schema.if || schema.if.type) return sentences;
  const { then = {}, else: otherwise = {} } = schema;
  const told = consequences(then).join('; ');
  const condition = conditionOf(schema.if);
  if (told) sentences.push(sentence(`${condition}, ${told}`));
  const opposite = condition.startsWith('With') ? condition.replace('With', 'Without') : 'Else';
  const not = consequences(otherwise).join('; ');
  if (not) sentences.push(sentence(`${opposite}, ${not}`));
  return [...sentences, ...(otherwise.if ? ruleWords(otherwise) : []), ...(then.if ? ruleWords(then) : [])];
}

/** What a list has to hold. */
export function containsWords({ contains, minContains, maxContains }) {
  if (!contains) return '';
  const [[key, { const: only }]] = Object.entries(contains.properties);
  const how = minContains === 1 && maxContains === 1 ? 'Exactly one' : 'At least one';
  return `${how} has ${code(`${key}: ${only}`)}.`;
}
