import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { PHANTOMS } from '../../fixtures/phantoms/collection.js';
import { writeCollection } from '../../fixtures/write-collections.js';
import { folder, type Ran, ROOT, shell } from '../commands/cli.js';

const EXAMPLE = join(ROOT, 'docs', 'examples', 'site-qualification');
const STEPS = ['manifest', 'check-protocol', 'qc-motion'];

interface Case {
  readonly name: string;
  readonly failure?: { readonly message: string };
  readonly error?: { readonly message: string };
  readonly skipped?: { readonly message: string };
}

let place = '';
const at = (name: string) => join(place, name);
const check = (...args: readonly string[]): Promise<Ran> =>
  shell(`bash "${EXAMPLE}/check-site.sh" ${args.map((one) => `"${one}"`).join(' ')}`);

/** A site's acquisition of the phantom: its series, by folder. */
function acquisition(name: string, series: readonly string[]): string {
  for (const one of series) {
    cpSync(join(place, 'phantoms', one), join(at(name), one), { recursive: true });
  }
  return at(name);
}

/** Sets the echo time of a series: Explicit VR Little Endian, a DS of two characters. */
function setEchoTime(path: string, from: string, to: string): void {
  const element = (value: string) => Buffer.from(`\x18\x00\x81\x00DS\x02\x00${value}`, 'latin1');
  for (const file of readdirSync(path)) {
    const bytes = readFileSync(join(path, file));
    const where = bytes.indexOf(element(from));
    expect(where).toBeGreaterThan(0);
    element(to).copy(bytes, where);
    writeFileSync(join(path, file), bytes);
  }
}

/** What a JUnit file says, UIDs left out: `failure series 22 t2 slices`. */
function casesOf(out: string, step: string): { told: string[]; all: Case[] } {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    isArray: (name) => name === 'testcase',
    parseAttributeValue: false,
  });
  const { testsuites } = parser.parse(readFileSync(join(out, `${step}.xml`), 'utf8'));
  const { testcase: all, failures, errors } = testsuites.testsuite;
  const told = (all as Case[]).flatMap(({ name, failure, error }) => {
    const kind = failure ? 'failure' : error ? 'error' : undefined;
    return kind ? [`${kind} ${name.replace(/ 2\.25\.\d+$/, '')}`] : [];
  });
  expect(told.length).toBe(Number(failures) + Number(errors));
  return { told, all };
}

beforeAll(async () => {
  place = folder('corelab-site-');
  await writeCollection(place, PHANTOMS);
});

describe('check-site.sh', () => {
  it('passes a good acquisition: three lines, three JUnit files without a failure, a page', async () => {
    const out = at('out-good');
    const { code, stdout, stderr } = await check(
      acquisition('good', ['acr-localizer', 'acr-t1', 'acr-t2']),
      out,
    );
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(stdout.trim().split('\n')).toEqual(STEPS.map((step) => `${step}: pass`));
    expect(STEPS.flatMap((step) => casesOf(out, step).told)).toEqual([]);
    expect(STEPS.every((step) => casesOf(out, step).all.length > 0)).toBe(true);
    expect(readFileSync(join(out, 'site.html'), 'utf8')).toContain('<!doctype html>');
  });

  it('fails one with a ghost, another echo time and a slice missing, and names exactly these', async () => {
    const [bad, out] = [acquisition('bad', ['acr-localizer', 'acr-t1-ghost', 'acr-t2']), at('out-bad')];
    rmSync(join(bad, 'acr-t2', '00006.dcm'));
    setEchoTime(join(bad, 'acr-t1-ghost'), '20', '25');
    const { code, stdout } = await check(bad, out);
    expect(code).toBe(1);
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => line.split(' - ')[0]),
    ).toEqual(STEPS.map((step) => `${step}: fail`));
    expect(casesOf(out, 'manifest').told).toEqual([
      'failure verdict',
      'failure missing-slices series 22 acr-t2',
    ]);
    const protocol = casesOf(out, 'check-protocol');
    expect(protocol.told.sort()).toEqual([
      'failure study 1 series 22 t2 incompleteVolumes',
      'failure study 1 series 22 t2 missingSlices',
      'failure study 1 series 22 t2 slices',
      'failure study 1 series 24 t1 echoTimes',
      'failure verdict',
    ]);
    const echo = protocol.all.find(({ name }) => name.includes('t1 echoTimes'))?.failure?.message;
    expect(echo).toContain('expected: 20 ms ± 0.5 ms; actual: 25; unit: ms');
    expect(echo).toContain('Site qualification manual, 2.2');
    const images = casesOf(out, 'qc-motion').told;
    expect(images.filter((one) => one.startsWith('failure'))).toEqual([
      'failure verdict',
      'failure series 24 psgPercent',
    ]);
    // A stack with a hole cannot be measured, and is no pass.
    const errors = images.filter((one) => one.startsWith('error'));
    expect(errors.filter((one) => one.startsWith('error series 22 ')).length).toBeGreaterThan(0);
    expect(errors.filter((one) => !one.startsWith('error series 22 '))).toEqual([
      'error phantom-not-measured',
    ]);
  });

  it('lets a failure outweigh what cannot be evaluated, whichever comes first', async () => {
    const three = at('fake-corelab');
    const codes = (manifest: number, protocol: number) =>
      writeFileSync(
        three,
        `#!/bin/sh\nfor a; do case $a in *.json) echo '{"command":"'$1'","verdict":"x","findings":[]}' > "$a";; esac; done\ncase $1 in manifest) exit ${manifest};; check-protocol) exit ${protocol};; esac\n`,
      );
    const run = async () =>
      (await shell(`CORELAB="sh ${three}" bash "${EXAMPLE}/check-site.sh" "${place}" "${at('out-fake')}"`))
        .code;
    codes(1, 3);
    expect(await run()).toBe(1);
    codes(3, 1);
    expect(await run()).toBe(1);
    codes(0, 3);
    expect(await run()).toBe(3);
    codes(1, 2);
    expect(await run()).toBe(2);
    codes(137, 0);
    expect(await run()).toBe(137);
  });

  it('ends with 3 on an empty folder, and its JUnit is not green', async () => {
    mkdirSync(at('empty'));
    const out = at('out-empty');
    const { code, stdout } = await check(at('empty'), out);
    expect(code).toBe(3);
    expect(stdout.match(/not-evaluable - no DICOM file was found/g)).toHaveLength(3);
    for (const step of STEPS) expect(casesOf(out, step).told).toContain('error verdict');
    expect(existsSync(join(out, 'site.html'))).toBe(true);
  });

  it('stops at once with 2 on a folder that is not there, and leaves no report of an earlier run', async () => {
    const out = at('out-none');
    mkdirSync(out);
    writeFileSync(join(out, 'qc-motion.xml'), '<testsuites/>');
    const { code, stdout, stderr } = await check(at('nowhere'), out);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain('manifest could not do its work');
    expect(readdirSync(out)).toEqual([]);
  });

  it('tells how it is used, with 2, without its two arguments', async () => {
    for (const args of [[], [at('good')], [at('good'), at('a'), 'b']]) {
      const { code, stderr } = await check(...args);
      expect(code).toBe(2);
      expect(stderr).toContain('usage: check-site.sh ACQUISITION OUT');
    }
  });

  it('has nothing that shellcheck minds, where shellcheck is at hand', async () => {
    const script = join(EXAMPLE, 'check-site.sh');
    const { code, stdout } = await shell(
      `bash -n "${script}" && { ! command -v shellcheck >/dev/null || shellcheck "${script}"; }`,
    );
    expect(stdout).toBe('');
    expect(code).toBe(0);
  });
});

describe('the files beside it', () => {
  it('are a protocol that passes its own tests, and nothing in it is probably not meant', async () => {
    const { code, stdout } = await shell(
      `$CORELAB check-protocol --protocol "${EXAMPLE}/protocol.yaml" --lint`,
    );
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'pass', findings: [], summary: { tests: 3 } });
  });

  it('are workflows that parse, call the script, and keep its JUnit also when it failed', () => {
    const read = (name: string) => parse(readFileSync(join(EXAMPLE, name), 'utf8'));
    const call = 'bash site-qualification/check-site.sh acquisition out';
    const { steps } = read('github-workflow.yml').jobs.check;
    expect(steps.map(({ run }: { run?: string }) => run)).toContain(call);
    const kept = steps.find(({ uses = '' }: { uses?: string }) =>
      uses.startsWith('actions/upload-artifact@'),
    );
    expect(kept).toMatchObject({ if: 'always()', with: { path: 'out/' } });
    const job = read('gitlab-ci.yml')['site-qualification'];
    expect(job.script).toEqual([call]);
    expect(job.artifacts).toEqual({ when: 'always', paths: ['out/'], reports: { junit: 'out/*.xml' } });
  });

  it('stand in the quick start word for word, and all its YAML parses', () => {
    const page = readFileSync(join(ROOT, 'docs', 'start', 'ci.md'), 'utf8');
    const blocks = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = '']) => text);
    for (const name of ['github-workflow.yml', 'gitlab-ci.yml']) {
      expect(blocks).toContain(readFileSync(join(EXAMPLE, name), 'utf8'));
    }
    for (const text of blocks) expect(parse(text)).toBeTypeOf('object');
  });
});
