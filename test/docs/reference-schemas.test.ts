import { describe, expect, it } from 'vitest';
import { bare, CONFIG_NAMES, textOf } from './reference-pages.js';

interface Schema {
  readonly $ref?: string;
  readonly const?: unknown;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly properties?: Record<string, Schema>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly $defs?: Record<string, Schema>;
}

interface Property {
  readonly key: string;
  readonly schema: Schema;
  readonly isRequired: boolean;
}

/** Every property of a schema, wherever an object has it; not what conditions say again of it. */
function propertiesOf(schema: Schema): Property[] {
  const { properties = {}, required = [], items, additionalProperties, $defs = {} } = schema;
  const inner = [...Object.values(properties), ...Object.values($defs)];
  if (items) inner.push(items);
  if (typeof additionalProperties === 'object') inner.push(additionalProperties);
  return [
    ...Object.entries(properties).map(([key, value]) => ({
      key,
      schema: value,
      isRequired: required.includes(key),
    })),
    ...inner.flatMap(propertiesOf),
  ];
}

const words = (text: string): string => bare(text).replace(/\.$/, '');

describe.each(CONFIG_NAMES)('the reference of %s', (name) => {
  const page = textOf('docs/reference', `${name}.md`);
  const schema = JSON.parse(textOf('schemas', `${name}.schema.json`)) as Schema;
  const told = bare(page);
  const properties = propertiesOf(schema);
  const rows = page.split('\n').filter((line) => line.startsWith('| `'));

  it('has every property of the schema, with what its description says', () => {
    expect(properties.length).toBeGreaterThan(5);
    for (const { key, schema: one } of properties) {
      expect(page, key).toMatch(new RegExp(`[\`.]${key}(?:\\[\\])?\``));
      if (one.description) expect(told, key).toContain(words(one.description));
    }
  });

  it('has a row for each property that an object says itself, and tells which are required', () => {
    for (const { key, isRequired } of properties.filter(
      ({ schema: { $ref = '' } }) => !/\/properties\//.test($ref),
    )) {
      const own = rows.filter((row) => new RegExp(`^\\| \`(?:[^\`]*\\.)?${key}\``).test(row));
      expect(own.length, key).toBeGreaterThan(0);
      const wanted = own.filter((row) => (row.split(' | ')[1] ?? '').trim() === (isRequired ? 'yes' : ''));
      expect(wanted.length, `${key} ${isRequired ? 'is' : 'is not'} required`).toBeGreaterThan(0);
    }
  });

  it('has every value that is allowed where only some are', () => {
    for (const { key, schema: one } of properties) {
      for (const value of one.enum ?? []) expect(page, key).toContain(`\`${value}\``);
      if (one.const !== undefined) expect(page, key).toContain(`\`${one.const}\``);
    }
  });

  it('has every heading once, each below the one that leads to it', () => {
    const levels = [...page.replace(/```[\s\S]*?```/g, '').matchAll(/^(#+) (.*)$/gm)];
    expect(new Set(levels.map(([, , text]) => text)).size).toBe(levels.length);
    for (const [i, [, marks = '']] of levels.entries()) {
      const before = levels[i - 1]?.[1] ?? '';
      expect(marks.length - before.length, levels[i]?.[2]).toBeLessThanOrEqual(1);
    }
  });

  it('says the conditions of the schema in words', () => {
    const said: Partial<Record<string, readonly string[]>> = {
      trial: [
        'With `list`, `pattern` and `allocation` may not stand. Without `list`, `pattern` and `check` are required.',
        'Where `baseline` is `true`, `targetDay` is `0`.',
        'Exactly one has `baseline: true`.',
      ],
      profile: ['With `value`, `action` is `dummy`.'],
      dispositions: ['Without `waive`, `accept` is required; `actual` may not stand.'],
      criteria: ['Where `when` is `increased`, `by` and `over` are required; `below` may not stand.'],
      limits: ['At least one of the keys stands.'],
    };
    for (const text of said[name] ?? []) expect(page).toContain(text);
  });

  it('shows the example as it stands in docs/examples/config', () => {
    expect(page).toContain(`\`\`\`yaml\n${textOf('docs/examples/config', `${name}.yaml`).trimEnd()}\n\`\`\``);
  });
});
