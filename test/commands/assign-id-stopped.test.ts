import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { Clinic, checked } from './assign-id/clinic.js';
import { delivery, leaks } from './assign-id/delivery.js';
import { mrFile, person } from './assign-id/mr-file.js';

let clinic: Clinic;

beforeAll(async () => {
  clinic = await Clinic.make();
});

describe('a run that is stopped', () => {
  it('by the limit of a file size refuses that file, loses none, and is completed with --resume', async () => {
    const own = clinic.copy();
    const path = delivery(1, 2, 3);
    const big = { Rows: 1024, Columns: 1024, PixelData: Buffer.alloc(2 ** 21) };
    writeFileSync(join(path, 'IM4'), mrFile('big', person(4), '20240110', big));
    const out = own.path('out');
    // In units of 1 KiB: enough for the crosswalk and small files, not for the large one.
    const script = `trap '' XFSZ; ulimit -f 1500; $ASSIGN ${path} --out ${out}`;
    const cut = await checked(await own.script(script));
    expect([cut.code, leaks(cut, 1, 2, 3, 4)]).toEqual([1, []]);
    expect(cut.report.copies).toEqual({ written: 3, refused: 1, notAssigned: 0 });
    expect(cut.report.findings).toContainEqual(
      expect.objectContaining({ code: 'copy-refused', actual: 'file-too-large' }),
    );
    expect(await own.problems()).toEqual([]);
    const resumed = await own.assign(path, '--out', out, '--resume');
    expect(resumed.report.copies).toEqual({ written: 4, refused: 0, notAssigned: 0 });
    const whole = clinic.copy();
    const fresh = await whole.assign(path, '--out', whole.path('out'));
    const names = (ran: typeof fresh): unknown => ran.report.files.map((file) => [file.path, file.sha256]);
    expect(names(resumed)).toEqual(names(fresh));
  });

  it('by a full disk of the crosswalk gives nothing out', async () => {
    const own = clinic.copy();
    const path = delivery(...Array.from({ length: 300 }, (_, i) => i));
    const stopped = await own.script(`trap '' XFSZ; ulimit -f 150; $ASSIGN ${path} > ${own.path('r.json')}`);
    expect([stopped.code, leaks(stopped, 1, 2)]).toEqual([2, []]);
    expect(stopped.stderr).toContain(own.crosswalk);
    expect(await own.subjects()).toEqual([]);
    expect(await own.problems()).toEqual([]);
  });

  it.each(['INT', 'TERM'])(
    'by SIG%s at any time leaves a crosswalk that is whole, and is completed',
    async (signal) => {
      const own = clinic.copy();
      const path = delivery(...Array.from({ length: 60 }, (_, i) => i));
      const flags = `${path} --out ${own.path('out')} --resume --jobs 1`;
      for (const delay of [0.2, 0.35, 0.5, 0.65]) {
        const { code } = await own.script(
          `$ASSIGN ${flags} > ${own.path('r.json')} & p=$!; sleep ${delay}; kill -${signal} $p 2>/dev/null; wait $p`,
        );
        // Before the program listens, the signal ends it as any other.
        expect([0, 1, signal === 'INT' ? 130 : 143]).toContain(code);
        expect(await own.problems()).toEqual([]);
      }
      const done = await own.assign(...flags.split(' '));
      expect([done.code, done.report.summary.filesOut, (await own.subjects()).length]).toEqual([0, 60, 60]);
    },
  );
});
