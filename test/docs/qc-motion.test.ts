import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { QC_MOTION_FLAGS } from '../../src/cli/qc-motion-flags.js';
import { MOTION_ENTRIES } from '../../src/findings/catalogue-motion.js';
import { PHANTOM_KINDS } from '../../src/motion/phantom/phantom-image.js';
import { FIGURES_OF, figureOf } from '../../src/rules/motion/all-figures.js';
import { FIGURES } from '../../src/rules/motion/figures.js';
import { compileLimits } from '../../src/rules/motion/limits/compile-limits.js';
import { ROOT } from '../commands/cli.js';

const IMAGES = ['structural', 'multislice', 'ct', 'pet'] as const;
const page = readFileSync(join(ROOT, 'docs', 'qc-motion.md'), 'utf8');
const [, findings = ''] = /## Findings\n([\s\S]*)$/.exec(page) ?? [];

describe('the page of qc-motion', () => {
  it('has every finding that the command may make, with outcome, severity, text and source', () => {
    const rows = [
      ...findings.matchAll(/^\| `([a-z0-9-]+)` +\| ([a-z-]+) +\| ([a-z]+) +\| (.*?) +\| (.*?) +\|$/gm),
    ];
    const told = Object.fromEntries(
      rows.map(([, code, outcome, severity, text, source]) => [code, { outcome, severity, text, source }]),
    );
    expect(told).toEqual(MOTION_ENTRIES);
  });

  it('names every flag of the command', () => {
    expect(Object.keys(QC_MOTION_FLAGS).filter((flag) => !page.includes(`--${flag}`))).toEqual([]);
  });

  it('names every figure of images and of phantoms on their pages, as the program defines it', () => {
    const pages = { 'qc-images.md': IMAGES, 'qc-phantoms.md': PHANTOM_KINDS };
    for (const [file, kinds] of Object.entries(pages)) {
      const rows = [
        ...readFileSync(join(ROOT, 'docs', file), 'utf8').matchAll(
          /^\| `(\w+)` +\| (.*?) +\| [^|]+ \| ([^|]*)\|/gm,
        ),
      ].map(([, name = '', text = '', unit = '']) => [name, [text.replaceAll('\\|', '|'), unit.trim()]]);
      const names = [...new Set(kinds.flatMap((kind) => FIGURES_OF[kind]))];
      const wanted = names.map((name) => {
        const { text, unit } = figureOf(name);
        return [name, [text, unit === '1' ? '' : unit]];
      });
      expect(Object.fromEntries(rows)).toMatchObject(Object.fromEntries(wanted));
    }
  });

  it('names every figure of a run', () => {
    const names = FIGURES.map(({ name }) => name);
    const isNamed = (name: string): boolean =>
      page.includes(`\`${name}\``) || page.includes(`\`${name.replace('Jenkinson', 'Power')}\``);
    expect(names.filter((name) => !isNamed(name))).toEqual([]);
  });

  it('names all limits that ship', () => {
    const names = readdirSync(join(ROOT, 'protocols', 'limits')).map((file) => file.replace('.yaml', ''));
    expect(names.filter((name) => !page.includes(`| \`${name}\``))).toEqual([]);
  });

  it('shows limits that can be used', () => {
    const [, yaml = ''] = /```yaml\n(# yaml-language-server[^\n]*limits[\s\S]*?)```/.exec(page) ?? [];
    expect(compileLimits(parse(yaml))).toHaveProperty('ok');
  });
});
