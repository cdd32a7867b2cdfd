import { describe, expect, it } from 'vitest';
import type { NewAttributes } from '#new-object';
import type { FixtureFile } from '../../../fixtures/collection.js';
import { changed, deep, filesOf, folderOf, type Measured, measureExport, rowsOf, said } from './lab.js';

/** What stands beside what is bad, and has to come all the same. */
const SOUND = [...filesOf('ct'), ...filesOf('sr/enhanced-srt.dcm')];

const one = (path: string): FixtureFile => {
  const [file] = filesOf(path);
  if (!file) throw new Error(`no file ${path}`);
  return file;
};
const bytesOf = ({ bytes }: FixtureFile): Buffer => Buffer.from(bytes as Uint8Array);
const cut = (path: string, share: number): FixtureFile => {
  const bytes = bytesOf(one(path));
  return { path, bytes: bytes.subarray(0, Math.floor(bytes.length * share)) };
};
const xml = (text: string): FixtureFile => ({ path: 'aim/bad.xml', bytes: Buffer.from(text) });
const aim = (): string => bytesOf(one('aim/lesion-1.xml')).toString('utf8');

async function besides(...bad: readonly FixtureFile[]): Promise<Measured> {
  const paths = new Set(bad.map(({ path }) => path));
  const ran = await measureExport(folderOf([...SOUND.filter(({ path }) => !paths.has(path)), ...bad]));
  expect(ran.stderr).toBe('');
  if (!paths.has('sr/enhanced-srt.dcm')) {
    // The rest is exported, whatever stands beside it.
    expect(rowsOf(ran.report, 'sr/enhanced-srt.dcm').map(({ value }) => value !== null)).toEqual([
      true,
      true,
    ]);
  }
  for (const { subject } of ran.report.findings) {
    const file = (subject as { file?: number } | undefined)?.file;
    if (file !== undefined) expect(ran.report.files[file]?.path).toBeTruthy();
  }
  return ran;
}

/** Paths that the findings of a code name. */
function named({ report }: Measured, code: string): string[] {
  return report.findings
    .filter((finding) => finding.code === code)
    .map(({ subject }) => report.files[(subject as { file?: number } | undefined)?.file ?? -1]?.path ?? '');
}

describe('files that are damaged', () => {
  it.each(['sr/enhanced.dcm', 'seg/binary.dcm', 'rtstruct/axial.dcm', 'pr/ct.dcm'])(
    '%s that is cut anywhere is a failure that names it',
    async (path) => {
      for (const share of [0.6, 0.95]) {
        const ran = await besides(cut(path, share));
        expect([ran.code, ran.report.verdict], `${share}`).toEqual([1, 'fail']);
        const codes = new Set(ran.report.findings.map(({ code }) => code));
        const own = [...codes].flatMap((code) => named(ran, code));
        expect(own, `${share}`).toContain(path);
      }
    },
  );

  it('of no bytes is named, and what is no DICOM is counted', async () => {
    const ran = await besides(
      { path: 'sr/empty.dcm', bytes: new Uint8Array(0) },
      { path: 'readme.txt', bytes: Buffer.from('hello') },
    );
    expect(ran.report.summary.filesIn).toBe(SOUND.length + 2);
    expect(ran.report.rows).toHaveLength(2);
    expect(ran.report.summary).toMatchObject({ notDicom: 1, unreadable: 1 });
    expect([ran.code, named(ran, 'unreadable-file')]).toEqual([1, ['sr/empty.dcm']]);
  });

  it('an image whose pixels are cut says so, and values on it are absent', async () => {
    const image = one('ct/IM0012.dcm');
    const ran = await besides(one('seg/binary.dcm'), cut(image.path, 0.8));
    expect(ran.code).toBe(1);
    const values = rowsOf(ran.report, 'seg/binary.dcm').filter(({ figure }) => figure === 'mean');
    expect(values.every(({ value }) => value === null)).toBe(true);
    expect(
      rowsOf(ran.report, 'seg/binary.dcm').some(({ figure, value }) => figure === 'volume' && value !== null),
    ).toBe(true);
  });
});

describe('annotations that are hostile', () => {
  const bomb = `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>`;
  const external = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>';
  const inside = (head: string, entity: string): string =>
    head +
    aim()
      .replace(/^<\?xml[^>]*\?>/, '')
      .replace('Lesion 1', `Lesion ${entity}`);

  it.each([
    ['a bomb of entities', inside(bomb, '&b;')],
    ['an external entity', inside(external, '&x;')],
    ['elements that are not closed', aim().replace('</imageAnnotations>', '')],
    ['an end in the middle', aim().slice(0, 1500)],
    ['an entity that is not declared', aim().replace('Lesion 1', '&nbsp;')],
  ])('with %s are refused and named, and nothing is read of them', async (_, text) => {
    const ran = await besides(xml(text));
    expect(ran.code).toBe(1);
    expect(named(ran, 'measure-xml-refused')).toEqual(['aim/bad.xml']);
    expect(rowsOf(ran.report, 'aim/bad.xml')).toEqual([]);
    expect(ran.stdout).not.toContain('root:');
  });

  it('a value that is no number is named, and is no value', async () => {
    const ran = await besides(
      xml(
        aim().replace(
          '<CalculationData><value value="20"/>',
          '<CalculationData><value value="Quackenbusch"/>',
        ),
      ),
    );
    expect(named(ran, 'measure-value-not-numeric')).toEqual(['aim/bad.xml']);
    expect(rowsOf(ran.report, 'aim/bad.xml').map(({ value, agrees }) => [value, agrees])).toEqual([
      [null, null],
    ]);
    expect(ran.stdout).not.toContain('Quackenbusch');
  });
});

describe('reports that are wrong', () => {
  const changedReport = (replace: Parameters<typeof deep>[1]): Promise<FixtureFile> =>
    changed('sr/comprehensive-3d.dcm', (attributes) => deep(attributes, replace));
  const isNumber = (level: NewAttributes): boolean => level.ValueType === 'NUM';

  it('with numbers that have no name', async () => {
    const ran = await besides(
      await changedReport((keyword, value, level) =>
        keyword === 'ConceptNameCodeSequence' && isNumber(level) ? undefined : value,
      ),
    );
    const rows = rowsOf(ran.report, 'comprehensive-3d.dcm').filter(({ valueFrom }) => valueFrom === 'stored');
    expect([ran.code, named(ran, 'measure-concept-missing')]).toEqual([1, ['sr/comprehensive-3d.dcm']]);
    expect(rows.length).toBe(12);
    expect(
      rows.every(({ concept, agrees, value }) => concept === null && agrees === null && value !== null),
    ).toBe(true);
  });

  it('with an item that refers to the one it stands in', async () => {
    const ran = await besides(
      await changed('sr/comprehensive-3d.dcm', (attributes) => ({
        ...attributes,
        ContentSequence: [
          ...(attributes.ContentSequence as NewAttributes[]),
          { RelationshipType: 'INFERRED FROM', ReferencedContentItemIdentifier: [1] },
          { RelationshipType: 'INFERRED FROM', ReferencedContentItemIdentifier: [1, 99, 3] },
        ],
      })),
    );
    expect(named(ran, 'measure-item-unknown').concat(named(ran, 'measure-content-cyclic'))).toContain(
      'sr/comprehensive-3d.dcm',
    );
    expect(rowsOf(ran.report, 'comprehensive-3d.dcm').length).toBeGreaterThanOrEqual(12);
  });

  it('with coordinates that are none', async () => {
    const ran = await besides(
      await changedReport((keyword, value) =>
        keyword === 'GraphicData' ? (value as number[]).slice(0, 3) : value,
      ),
    );
    expect(ran.code).toBe(1);
    expect(named(ran, 'measure-coordinates-damaged')).toEqual(['sr/comprehensive-3d.dcm']);
    const lengths = rowsOf(ran.report, 'comprehensive-3d.dcm').filter(
      ({ concept }) => concept?.value === '103339001',
    );
    expect(lengths.every(({ agrees, value }) => agrees === null && value !== null)).toBe(true);
  });
});

describe('structure sets and segmentations that are wrong', () => {
  const contours = (change: (data: number[]) => number[]): Promise<FixtureFile> =>
    changed('rtstruct/axial.dcm', (attributes) =>
      deep(attributes, (keyword, value) => (keyword === 'ContourData' ? change(value as number[]) : value)),
    );

  it('with contours of two points have no volume', async () => {
    const ran = await besides(await contours((data) => data.slice(0, 6)));
    expect(named(ran, 'measure-contour-too-short')).toEqual(['rtstruct/axial.dcm']);
    const volumes = rowsOf(ran.report, 'axial.dcm').filter(({ figure }) => figure === 'volume');
    expect(volumes.every(({ value }) => value === null || value === '0')).toBe(true);
  });

  it('with contours between all planes have no voxels', async () => {
    const ran = await besides(await contours((data) => data.map((mm, i) => (i % 3 === 2 ? mm + 1.3 : mm))));
    expect(named(ran, 'measure-contour-off-planes')).toEqual(['rtstruct/axial.dcm']);
    // One ROI of the fixture lies off the planes, and is moved onto one by this.
    const counts = rowsOf(ran.report, 'axial.dcm').filter(({ figure }) => figure === 'voxelCount');
    const found = counts.filter(({ value }) => value !== null && value !== '0');
    expect(found.map(({ lesionLabel }) => lesionLabel)).toEqual(['Between planes']);
  });

  it('with frames in any order are the same region', async () => {
    const shuffled = await changed('seg/labelmap.dcm', (attributes) => {
      const frames = attributes.PerFrameFunctionalGroupsSequence as NewAttributes[];
      const pixels = attributes.PixelData as Uint8Array;
      const size = pixels.length / frames.length;
      const order = frames.map((_, i) => (i * 3) % frames.length);
      if (new Set(order).size !== frames.length) order.reverse().sort((a, b) => b - a);
      const moved = new Uint8Array(pixels.length);
      for (const [to, from] of order.entries())
        moved.set(pixels.subarray(from * size, (from + 1) * size), to * size);
      return {
        ...attributes,
        PerFrameFunctionalGroupsSequence: order.map((from) => frames[from] ?? {}),
        PixelData: moved,
      };
    });
    const key = ({ report }: Measured) =>
      rowsOf(report, 'labelmap.dcm').map(({ figure, value }) => [figure, Number(value).toFixed(6)]);
    expect(key(await besides(shuffled))).toEqual(key(await besides(one('seg/labelmap.dcm'))));
  });

  it('with fewer pixels than frames measure nothing that they lack', async () => {
    const ran = await besides(
      await changed('seg/binary.dcm', (attributes) => ({
        ...attributes,
        PixelData: (attributes.PixelData as Uint8Array).subarray(0, 1024),
      })),
    );
    expect(ran.code).toBe(1);
    const rows = rowsOf(ran.report, 'seg/binary.dcm');
    expect(rows.length).toBeGreaterThanOrEqual(2);
    expect(rows.every(({ value }) => value === null)).toBe(true);
    expect(said(ran.report).some((text) => text.endsWith(' fail'))).toBe(true);
  });
});
