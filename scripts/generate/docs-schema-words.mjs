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

function length({ minLength, maxLength, pattern, format }) {
  if (format === 'date') return 'a day, YYYY-MM-DD';
  const said = pattern === undefined ? '' : (SAID[pattern] ?? `pattern ${code(pattern)}`);
  if (minLength !== undefined && maxLength !== undefined) return `${minLength} to ${maxLength} characters`;
  if (maxLength !== undefined) return [`at most ${maxLength} characters`, said].filter(Boolean).join(', ');
  return minLength === 1 && pattern === undefined ? 'not empty' : said;
}

function size({ minItems = 0, maxItems, uniqueItems }) {
  const few = minItems === 0 ? '' : `at least ${minItems}`;
  const many = maxItems === undefined ? '' : `at most ${maxItems}`;
  const both = minItems === maxItems ? [`exactly ${minItems}`] : [few, many];
  return [...both, uniqueItems ? 'no two alike' : ''].filter(Boolean).join(', ');
}

/** What limits a value of one type. */
function limitOf(type, schema) {
  if (type === 'string') return length(schema);
  return type === 'number' || type === 'integer' ? range(schema) : '';
}

/** Values of an enumeration that is longer than this stand in a list of their own. */
const LONG = 12;

/** Whether the values of a schema are too many for a cell. */
export const isLong = ({ enum: values = [] }) => values.length > LONG;

/** A choice that depends on whether one value stands or a list (`if: { type: array }`). */
function oneOrList({ then, else: single }) {
  return `${oneOf(single.enum)}, or a list of ${listed(then.items.enum.map(code), 'and')}; ${size(then)}`;
}

const oneOf = (values) =>
  values.length === 1 ? `always ${code(values[0])}` : listed(values.map(code), 'or');

/** Several kinds of value: `text, number, or true or false`. */
const either = (words) =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')}, or ${words.at(-1)}`;

/**
 * What a value may be.
 * @param resolve gives the schema that a `$ref` leads to
 * @param objectWords what is said of an object: where its keys are told
 */
export function valueWords(schema, { resolve, objectWords }) {
  if (schema.const !== undefined) return `always ${code(schema.const)}`;
  if (schema.if?.type === 'array') return oneOrList(schema);
  if (isLong(schema)) return 'one of those below';
  if (schema.enum) return oneOf(schema.enum);
  const types = typesOf(schema).filter((type) => !(type === 'array' && refusesList(schema, resolve)));
  return either(types.map((type) => typeWords(type, schema, { resolve, objectWords })));
}

function typeWords(type, schema, context) {
  if (type === 'object') return context.objectWords(schema);
  if (type === 'array' && schema.items) return listWords(schema, context);
  const limit = limitOf(type, schema);
  return `${TYPES[type]}${limit === '' ? '' : ` (${limit})`}`;
}

function listWords(schema, context) {
  const inItem = { ...context, objectWords: (one) => context.objectWords(one, '[]') };
  const of = valueWords(context.resolve(schema.items), inItem);
  const said = size(schema);
  return `list${of === '' ? '' : ` of ${of}`}${said === '' ? '' : `; ${said}`}`;
}

const conditionOf = ({ required, properties = {} }) => {
  const [[key, { const: only, enum: several }] = [required?.[0], {}]] = Object.entries(properties);
  if (only !== undefined) return `Where ${code(key)} is ${code(only)}`;
  if (several) return `Where ${code(key)} is ${listed(several.map(code), 'or')}`;
  return `With ${code(key)}`;
};

const isOrAre = (keys) => (keys.length === 1 ? 'is' : 'are');

/** Keys that sub-objects ask for, by their path. */
function askedInside(properties, path = '') {
  return Object.entries(properties).flatMap(([key, { required = [], properties: inner = {} }]) => [
    ...required.map((one) => code(`${path}${key}.${one}`)),
    ...askedInside(inner, `${path}${key}.`),
  ]);
}

/** What follows from a condition, as clauses. */
function consequences({ required = [], properties = {} }) {
  const inside = askedInside(properties);
  const refused = Object.keys(properties).filter((key) => properties[key] === false);
  const asked = `${listed(required.map(code))} ${isOrAre(required)} required`;
  return [
    required.length === 0 ? '' : `${asked}${inside.length === 0 ? '' : `, and in them ${listed(inside)}`}`,
    refused.length === 0 ? '' : `${listed(refused.map(code))} may not stand`,
    ...Object.entries(properties).map(([key, value]) => {
      if (value.const !== undefined) return `${code(key)} is ${code(value.const)}`;
      return value.description ? plain(value.description) : '';
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
