import { describe, expect, it } from 'vitest';
import { readSources } from '../../../../src/pipeline/response/read/read-sources.js';
import { RS, sdtmFiles, TR, TU } from '../../../conformance/response/sdtm.js';

const { signal } = new AbortController();

describe('Sources of rows', () => {
  it('of SDTM are understood together: a node of TR is told by TU of another file', async () => {
    const files = sdtmFiles({ tr: TR, rs: RS, tu: TU });
    const { observations, stated, ignored, sources } = await readSources(files, signal);
    const node = observations.find(({ keys, value }) => keys.label === 'T02' && value === '18');
    expect([node?.axis, node?.at.source]).toEqual(['short', 0]);
    expect(stated[0]?.at.source).toBe(1);
    expect(sources.map(({ file }) => [file.form, file.rows])).toEqual(
      [TR, RS, TU].map((records) => ['sdtm', records.length - 1]),
    );
    expect(ignored).toHaveLength(1);
    // By itself TR leaves the axis open.
    const alone = await readSources(sdtmFiles({ tr: TR }), signal);
    const open = alone.observations.find(({ keys, value }) => keys.label === 'T02' && value === '18');
    expect(open).toMatchObject({ axis: null, isUnnamedAxis: true });
  });

  it('are read in their order, and none is nothing', async () => {
    expect(await readSources([], signal)).toEqual({ sources: [], observations: [], stated: [], ignored: [] });
    const [tu = '', tr = ''] = sdtmFiles({ tu: TU, tr: TR });
    const { sources } = await readSources([tr, tu], signal);
    expect(sources.map(({ file }) => file.name)).toEqual([tr, tu]);
  });

  it('stop where one cannot be read', async () => {
    await expect(readSources([...sdtmFiles({ tu: TU }), '/nowhere/rows.csv'], signal)).rejects.toThrow();
  });
});
