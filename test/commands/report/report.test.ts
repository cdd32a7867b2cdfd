import { createHash } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { validatorOf } from '../../../src/io/schemas.js';
import { corelab, folder, junk, shell } from '../cli.js';
import { cleanManifest, example, filesOf, paged } from './lab.js';

describe('corelab report', () => {
  it('writes the page, says what is on it, and ends as the worst of the reports', async () => {
    const { dir, paths } = filesOf({
      'manifest.json': example('manifest', 'one-series'),
      'checks.json': { ...example('check-protocol', 'check'), verdict: 'not-evaluable' },
    });
    const out = join(dir, 'page.html');
    const { report, code, stderr } = await paged([...paths, '--out', out, '--title', 'Site 07']);
    const html = readFileSync(out);
    expect(stderr).toBe('');
    expect((await validatorOf('report-report'))(report)).toEqual([]);
    expect(report?.page).toEqual({
      ...{ path: out, bytes: html.length, sha256: createHash('sha256').update(html).digest('hex') },
    });
    expect(report?.reports.map(({ number, command }) => [number, command])).toEqual([
      [0, 'manifest'],
      [1, 'check-protocol'],
    ]);
    expect(html.toString()).toMatch(/^<!doctype html>\n<html lang="en">.*Site 07/s);
    const worst = [String(example('manifest', 'one-series').verdict), 'not-evaluable'];
    const expected = worst.includes('fail') ? ['fail', 1] : ['not-evaluable', 3];
    expect([report?.verdict, code]).toEqual(expected);
  });

  it.each([
    ['pass', 0],
    ['warn', 0],
    ['not-evaluable', 3],
    ['fail', 1],
  ])('cannot go green over a report that says %s: exit %i', async (verdict, code) => {
    const { dir, paths } = filesOf({ 'a.json': { ...cleanManifest(), verdict } });
    const ran = await paged([...paths, '--out', join(dir, 'page.html')]);
    expect([ran.report?.verdict, ran.code]).toEqual([verdict, code]);
  });

  it('does not pass on a verdict that its own report contradicts', async () => {
    const failing = example('check-protocol', 'check');
    expect(failing.verdict).toBe('fail');
    const { dir, paths } = filesOf({ 'a.json': { ...failing, verdict: 'pass' } });
    const ran = await paged([...paths, '--out', join(dir, 'page.html')]);
    expect([ran.code, ran.report?.verdict]).toEqual([1, 'fail']);
    expect(ran.report?.findings.map(({ code }) => code)).toContain('report-contradicted');
    expect((await validatorOf('report-report'))(ran.report)).toEqual([]);
    expect(readFileSync(join(dir, 'page.html'), 'utf8')).toContain('Do not rely on this verdict');
  });

  it('makes the same page of the same reports', async () => {
    const { dir, paths } = filesOf({ 'a.json': example('manifest', 'one-series') });
    const [one, two] = [join(dir, '1.html'), join(dir, '2.html')];
    await paged([...paths, '--out', one]);
    await paged([...paths, '--out', two, '--quiet', '--jobs', '2']);
    expect(readFileSync(two, 'utf8')).toBe(readFileSync(one, 'utf8'));
  });

  it.each(['--json', '--ndjson'])('ends a pipe of %s, and names what it read', async (form) => {
    const dir = folder();
    const said = await shell(
      `$CORELAB manifest '${junk(2)}' ${form} | tee '${dir}/said' | $CORELAB report - --out '${dir}/p.html' --json`,
    );
    const report = JSON.parse(said.stdout);
    const sha256 = createHash('sha256')
      .update(readFileSync(join(dir, 'said')))
      .digest('hex');
    expect(report.run.upstreamSha256).toBe(sha256);
    expect(report.upstream).toEqual([{ command: 'manifest', verdict: 'not-evaluable' }]);
    expect(said.code).toBe(3);
  });

  it('gives of NDJSON the page that JSON gives, but for the digest of what it read', async () => {
    const dir = folder();
    const cd = junk(3);
    await corelab([
      'manifest',
      cd,
      '--json',
      '--report',
      join(dir, 'a.json'),
      '--report',
      join(dir, 'a.ndjson'),
    ]);
    const pages = await Promise.all(
      ['json', 'ndjson'].map(async (form) => {
        const out = join(dir, `${form}.html`);
        await paged([join(dir, `a.${form}`), '--out', out]);
        return readFileSync(out, 'utf8').replace(/[0-9a-f]{64}/g, 'SHA-256');
      }),
    );
    expect(pages[1]).toBe(pages[0]);
  });

  it('is a form of every report: --report FILE.html', async () => {
    const out = join(folder(), 'page.html');
    const { code, stdout } = await corelab(['manifest', junk(2), '--json', '--report', out]);
    expect(code).toBe(3);
    const page = readFileSync(out, 'utf8');
    expect(page).toContain('Verdict: not evaluable');
    expect(page).toContain(`data-at="0/summary/filesIn">${JSON.parse(stdout).summary.filesIn}<`);
  });

  it('leaves the page to its owner alone where a report identifies, and to others where none does', async () => {
    const { dir, paths } = filesOf({ 'a.json': example('manifest', 'identified') });
    const out = join(dir, 'page.html');
    const ran = await paged([...paths, '--out', out, '--identifiers']);
    expect(ran.report?.confidentiality).toBe('identified');
    expect(statSync(out).mode & 0o777).toBe(0o600);
    expect(readFileSync(out, 'utf8')).toContain('must not leave the site');
    const other = filesOf({ 'a.json': example('manifest', 'one-series') });
    await paged([...other.paths, '--out', join(other.dir, 'page.html')]);
    expect(statSync(join(other.dir, 'page.html')).mode & 0o044).not.toBe(0);
  });

  it('puts nothing of a report into the page as markup', async () => {
    const mean = `<script>alert(1)</script>"'><img src=x onerror=alert(1)>`;
    const report = JSON.parse(
      JSON.stringify(example('manifest', 'one-series')).replaceAll(
        '"description":"',
        `"description":${JSON.stringify(mean).slice(0, -1)}`,
      ),
    );
    const { dir, paths } = filesOf({ 'a.json': report });
    const out = join(dir, 'page.html');
    const ran = await paged([...paths, '--out', out, '--title', mean]);
    expect(ran.stderr).toBe('');
    const html = readFileSync(out, 'utf8');
    expect(html).toContain('&lt;script>');
    expect(html).not.toMatch(/<script|<img/);
    writeFileSync(out, '');
  });
});
