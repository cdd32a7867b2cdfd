import { appendFileSync, readFileSync } from 'node:fs';
import { it } from 'vitest';
import { motionOf } from './run-series.js';

it('w1', async () => {
  const cases = JSON.parse(readFileSync(process.env.W1_CASES ?? '', 'utf8'));
  for (const { name, inputs, show, ...over } of cases) {
    let line = '';
    try {
      const r = await motionOf(inputs, over);
      const rows = [...r.phantoms, ...r.images, ...r.series];
      const flag = ['pass', 'warn', 'not-applicable'].includes(r.verdict) ? '!!' : '  ';
      line = `${flag} ${name} => ${r.verdict} [${[...new Set(r.findings.map((f) => `${f.code}:${f.outcome}`))].join(' ')}] ${rows.map((x) => `${x.kind}/${x.outcome}(${x.why?.slice(0, 80) ?? ''})`).join(' | ')}`;
      if (show)
        for (const x of rows)
          line += `\n      ${JSON.stringify(Object.fromEntries(Object.entries(x.figures).filter(([k]) => new RegExp(show).test(k))))} ${JSON.stringify(Object.fromEntries(Object.entries(x.notMeasured).filter(([k]) => new RegExp(show).test(k))))}`;
    } catch (e) {
      line = `   ${name} threw ${String(e).slice(0, 200)}`;
    }
    appendFileSync('/tmp/w1/ts.out', `${line}\n`);
  }
}, 500000);
