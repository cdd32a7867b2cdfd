import { describe, expect, it } from 'vitest';
import { assertOneNumbering } from '../../../src/pipeline/response/numbered-names.js';
import { type ReadRows, readRowsFrom } from '../../../src/pipeline/response/read/read-rows.js';

async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

/** A CSV of measure-export with one diameter. */
function exported(name: string, subject: string, reader: string): Promise<ReadRows> {
  const columns = 'subject,reader,concept_value,concept_scheme,value,value_from,unit,recomputed_value';
  return readRowsFrom(bytes(`${columns}\n${subject},${reader},103339001,SCT,12,stored,mm,\n`), name, 0);
}

const told = async (...sources: readonly Promise<ReadRows>[]): Promise<void> =>
  assertOneNumbering(await Promise.all(sources));

describe('People who are numbers', () => {
  it('of two reports are refused, readers and subjects, with both names', async () => {
    await expect(
      told(exported('a.csv', 'S1', 'reader-1'), exported('b.csv', 'S1', 'reader-2')),
    ).rejects.toThrow('b.csv: numbers its readers, and so does a.csv');
    await expect(
      told(exported('a.csv', 'person-1', 'A'), exported('b.csv', 'person-1', 'A')),
    ).rejects.toThrow('numbers its subjects');
  });

  it('of one report are taken, and so are names, and numbers in rows that are nobody’s report', async () => {
    await told(exported('a.csv', 'person-1', 'reader-1'));
    await told(exported('a.csv', 'S1', 'reader-1'), exported('b.csv', 'S1', 'R2'));
    const rows = 'subject,reader,visit,lesion\nS1,reader-1,W8,T1';
    await told(exported('a.csv', 'S1', 'reader-1'), readRowsFrom(bytes(rows), 'c.csv', 1));
  });
});
