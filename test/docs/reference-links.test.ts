import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../commands/cli.js';
import { filesBelow, textOf } from './reference-pages.js';

const PAGES = ['README.md', ...filesBelow('docs', '.md')];

/** A page without what is shown as code. */
const withoutCode = (text: string): string =>
  text.replace(/^(`{3,}|~{3,})[^\n]*\n[\s\S]*?^\1\s*$/gm, '').replace(/<!--[\s\S]*?-->/g, '');

/** The anchors that a code forge gives the headings of a page, those that stand there twice numbered. */
function anchorsOf(text: string): Set<string> {
  const anchors = new Set<string>();
  const times = new Map<string, number>();
  for (const [, heading = ''] of withoutCode(text).matchAll(/^#{1,6} +(.*?) *#*$/gm)) {
    const plain = heading.replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
    const anchor = plain.replace(/[^\p{L}\p{N}\p{M} _-]/gu, '').replaceAll(' ', '-');
    const count = times.get(anchor) ?? 0;
    times.set(anchor, count + 1);
    anchors.add(count === 0 ? anchor : `${anchor}-${count}`);
  }
  for (const [, id = ''] of text.matchAll(/<a (?:id|name)="([^"]+)"/g)) anchors.add(id);
  return anchors;
}

/** Where the links and pictures of a page lead to. */
function targetsOf(text: string): string[] {
  const prose = withoutCode(text).replace(/`[^`\n]*`/g, (code) => code.replace(/[[\]()]/g, ''));
  const links = [...prose.matchAll(/\]\(<?([^)\s>]+)>?(?: "[^"]*")?\)/g)];
  const named = [...prose.matchAll(/^\[[^\]]+\]: +(\S+)/gm)];
  const html = [...prose.matchAll(/(?:href|src|srcset)="([^"]+)"/g)];
  return [...links, ...named, ...html].map(([, target = '']) => target);
}

function faultOf(page: string, target: string): string | undefined {
  if (/^[a-z][a-z+.-]*:/.test(target)) return undefined;
  const [file = '', anchor] = target.split('#');
  const path = file === '' ? page : normalize(join(dirname(page), decodeURI(file)));
  if (path.startsWith('..')) return `${page}: ${target} leads out of the project`;
  const full = join(ROOT, path);
  if (!existsSync(full)) return `${page}: ${target} is not there`;
  if (anchor === undefined || !path.endsWith('.md') || statSync(full).isDirectory()) return undefined;
  return anchorsOf(readFileSync(full, 'utf8')).has(anchor)
    ? undefined
    : `${page}: ${target} has no such heading`;
}

describe('the links of README and docs', () => {
  it('lead to files and headings that are there', () => {
    const all = PAGES.flatMap((page) => targetsOf(textOf(page)).map((target) => ({ page, target })));
    expect(all.length).toBeGreaterThan(300);
    expect(all.flatMap(({ page, target }) => faultOf(page, target) ?? [])).toEqual([]);
  });

  it('are told when they lead nowhere', () => {
    expect(faultOf('README.md', 'docs/nothing.md')).toBe('README.md: docs/nothing.md is not there');
    expect(faultOf('docs/deid.md', '#nothing')).toBe('docs/deid.md: #nothing has no such heading');
    expect(faultOf('docs/deid.md', '../../x.md')).toBe('docs/deid.md: ../../x.md leads out of the project');
    expect(faultOf('docs/deid.md', 'manifest.md#findings')).toBeUndefined();
  });
});
