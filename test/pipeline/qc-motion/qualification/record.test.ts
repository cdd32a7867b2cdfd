import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { ConfigError } from '../../../../src/io/config-error.js';
import { AtomicWriteError } from '../../../../src/io/write-file-error.js';
import { loadDevices } from '../../../../src/pipeline/check-protocol/load-devices.js';
import type { QualificationRow } from '../../../../src/pipeline/qc-motion/qualification/qualification-row.js';
import { appendQualification } from '../../../../src/pipeline/qc-motion/qualification/record.js';
import { LINE, row, TITLES } from './rows.js';

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'corelab-qualification-'));
  file = join(folder, 'devices.csv');
});

const append = (...rows: QualificationRow[]) => appendQualification(file, rows, new AbortController().signal);
const text = (): string => readFileSync(file, 'utf8');
const refused = (): Promise<unknown> => append(row()).catch((error: unknown) => error);

describe('a qualification record', () => {
  it('is made with its titles, readable by others, and leaves nothing beside it', async () => {
    const done = await append(row());
    expect(done).toEqual({ appended: 1, already: 0, leftOut: 0, isNew: [true], upgraded: [] });
    expect(text()).toBe(`${TITLES}\r\n${LINE}\r\n`);
    expect(readdirSync(folder)).toEqual(['devices.csv']);
    expect(statSync(file).mode & 0o777).toBe(0o644 & ~process.umask());
  });

  it('is read back by check-protocol as it was written', async () => {
    const { site: _, ...nowhere } = row({ serial: '00042', verdict: 'not-evaluable' });
    await append(row(), nowhere);
    const { figures: _f, studyUID: _s, ...told } = row();
    const { figures: _g, studyUID: _t, ...other } = nowhere;
    expect(await loadDevices(file)).toEqual([
      { ...told, line: 2 },
      { ...other, line: 3 },
    ]);
  });

  it('keeps values from headers from being run as formulas, and gives them back whole', async () => {
    const model = '=HYPERLINK("http://x","a, b")';
    const software = '@SUM(1)\\-2\\ three';
    await append(row({ model, software, manufacturer: "'+quoted" }));
    expect(text()).toContain(
      '45123,\'\'+quoted,"\'=HYPERLINK(""http://x"",""a, b"")",\'@SUM(1)\\-2\\ three,07',
    );
    expect(await loadDevices(file)).toMatchObject([{ model, software, manufacturer: "'+quoted" }]);
    expect(await append(row({ model, software, manufacturer: "'+quoted" }))).toMatchObject({ already: 1 });
  });

  it('adds rows once, however often the same study is measured', async () => {
    await append(row());
    const before = statSync(file);
    expect(await append(row())).toMatchObject({ appended: 0, already: 1 });
    // Nothing to add: the file is not even written anew.
    expect(statSync(file).ino).toBe(before.ino);
    const other = row({ verdict: 'fail' });
    expect(await append(row(), other, other)).toMatchObject({
      ...{ appended: 1, already: 2, isNew: [false, true, true] },
    });
    expect(text().split('\r\n')).toHaveLength(4);
  });

  it('does not open a qualification again that people have ended', async () => {
    await append(row());
    writeFileSync(file, text().replace('2026-03-01,,', '2026-03-01,2026-06-30,'));
    expect(await append(row())).toMatchObject({ appended: 0, already: 1 });
  });

  it('keeps every byte of a list: order of columns, others of its own, delimiter, line ends, mark', async () => {
    const titles =
      'studyUID;Serial;remark;software;model;manufacturer;date;site;limits;phantom;verdict;figures';
    const before = Buffer.from(`\ufeff${titles}\n\n 1.2 ; 7 ;"a;\n""b""";;;;;;;;;\n; 8;;VE11;;;;;;;;`);
    writeFileSync(file, before);
    chmodSync(file, 0o664);
    await append(row({ figures: { rcMax10: 0.4, rcMax13: 0.6 } }));
    const after = readFileSync(file);
    expect(after.subarray(0, before.length).equals(before)).toBe(true);
    expect(after.subarray(before.length).toString()).toBe(
      '\n1.2.3.4;45123;;syngo MR XA30;Prisma;SIEMENS;2026-03-01;07;acr-large 1;acr-large;pass;"rcMax10=0.4;rcMax13=0.6"\n',
    );
    expect(statSync(file).mode & 0o777).toBe(0o664);
  });

  it('makes a list of an empty file, and follows a link', async () => {
    const real = join(folder, 'real.csv');
    writeFileSync(real, '');
    symlinkSync(real, file);
    await append(row());
    expect(readFileSync(real, 'utf8')).toBe(`${TITLES}\r\n${LINE}\r\n`);
    expect(readdirSync(folder).sort()).toEqual(['devices.csv', 'real.csv']);
  });

  it.each([
    ['serial,software\n1,XA30\n', "the column 'manufacturer' is missing"],
    ['just a text\n', "the column 'serial' is missing"],
    [`${TITLES}\n"1,2`, 'is no CSV from here on'],
    [`${TITLES}\n1,2\n`, 'has 2 cells, but the first line names 12 columns'],
    [`${TITLES},Serial\n`, "the column 'serial' stands twice"],
    [' \n', "the column 'serial' is missing"],
  ])('refuses %j, and leaves it as it was', async (content, message) => {
    writeFileSync(file, content);
    const error = await refused();
    expect(error).toBeInstanceOf(ConfigError);
    expect((error as ConfigError).message).toContain(message);
    expect(text()).toBe(content);
    expect(readdirSync(folder)).toEqual(['devices.csv']);
  });

  it('refuses what is no file and a place where none can be', async () => {
    mkdirSync(file);
    expect(await refused()).toMatchObject({ code: 'not-a-regular-file' });
    file = join(folder, 'nowhere', 'devices.csv');
    expect(await refused()).toMatchObject({ code: 'no-folder' });
    expect(await refused()).toBeInstanceOf(AtomicWriteError);
    expect(readdirSync(folder)).toEqual(['devices.csv']);
  });

  it('leaves the list as it was when interrupted, and its lock free', async () => {
    await append(row());
    const before = text();
    const controller = new AbortController();
    const started = appendQualification(file, [row({ serial: '2' })], controller.signal);
    controller.abort(new Error('stop'));
    await expect(started).rejects.toThrow('stop');
    expect(text()).toBe(before);
    expect(readdirSync(folder)).toEqual(['devices.csv']);
    expect(await append(row({ serial: '2' }))).toMatchObject({ appended: 1 });
  });

  it('looks at the list without rows, and makes none', async () => {
    expect(await append()).toEqual({ appended: 0, already: 0, leftOut: 0, isNew: [], upgraded: [] });
    expect(existsSync(file)).toBe(false);
    writeFileSync(file, 'serial\n1\n');
    await expect(append()).rejects.toThrow(ConfigError);
  });

  it('does not let a list grow beyond what check-protocol reads', async () => {
    const full = `${TITLES}\n${`${LINE.padEnd(1023, '1')}\n`.repeat(4095)}`;
    writeFileSync(file, full);
    await append(row({ serial: 'small' }));
    const size = statSync(file).size;
    const long = row({ serial: 'large', model: 'x'.repeat(2000) });
    await expect(append(long)).rejects.toThrow('would be larger than 4 MiB');
    expect(statSync(file).size).toBe(size);
    expect(await loadDevices(file)).toHaveLength(4096);
  });

  it('loses no row when many add to it at once', async () => {
    const serials = Array.from({ length: 12 }, (_, i) => `s${i}`);
    const done = await Promise.all(serials.map((serial) => append(row({ serial }))));
    expect(done.every(({ appended }) => appended === 1)).toBe(true);
    const listed = (await loadDevices(file)).map(({ serial }) => serial);
    expect(listed.sort()).toEqual(serials.sort());
    expect(readdirSync(folder)).toEqual(['devices.csv']);
  });
});
