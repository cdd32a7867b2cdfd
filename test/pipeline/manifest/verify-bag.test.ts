import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { verifyDelivery } from '../../../src/pipeline/manifest/verify/verify.js';
import { NO_PROGRESS } from '../../../src/report/progress.js';
import { codes, digest, instance, SIGNAL, scanned, temporaryFolder, tree, writeTree } from './verify-tree.js';

type Files = Readonly<Record<string, string | Uint8Array>>;

const PAYLOAD: Files = { 'data/a.dcm': instance('1.1'), 'data/sub/b.txt': 'b' };

interface BagSource {
  readonly version?: string;
  readonly encoding?: string;
  readonly algorithms?: readonly string[];
  readonly payload?: Files;
  /** Further files, which also replace those that come of the rest; undefined leaves one out. */
  readonly files?: Readonly<Record<string, string | Uint8Array | undefined>>;
  readonly end?: string;
}

function lines(algorithm: string, files: Files, end = '\n'): string {
  return Object.entries(files)
    .map(([name, content]) => `${digest(algorithm, Buffer.from(content))} ${name}${end}`)
    .join('');
}

/** A bag as other tools write them. */
function handmade({
  version = '1.0',
  encoding = 'UTF-8',
  algorithms = ['sha256'],
  end = '\n',
  ...source
}: BagSource) {
  const { payload = PAYLOAD, files = {} } = source;
  const all: Record<string, string | Uint8Array | undefined> = {
    'bagit.txt': `BagIt-Version: ${version}${end}Tag-File-Character-Encoding: ${encoding}${end}`,
    ...payload,
  };
  for (const algorithm of algorithms) all[`manifest-${algorithm}.txt`] = lines(algorithm, payload, end);
  Object.assign(all, files);
  return tree(
    Object.fromEntries(Object.entries(all).filter(([, content]) => content !== undefined)) as Files,
    'bag',
  );
}

async function verify(target: string, roots: readonly string[] = [target], exclude = '') {
  return verifyDelivery({
    ...(await scanned(roots, { exclude })),
    target,
    signal: SIGNAL,
    progress: NO_PROGRESS,
  });
}

const whats = ({ section }: Awaited<ReturnType<typeof verify>>) => section.invalid.map(({ what }) => what);

describe('verifyDelivery by a bag of another tool', () => {
  it.each(['0.93', '0.94', '0.95', '0.96', '0.97', '1.0'])('proves version %s', async (version) => {
    const result = await verify(handmade({ version }));
    expect(result.findings).toEqual([]);
    expect(result.section).toMatchObject({ by: 'bag', bagItVersion: version, counts: { verified: 2 } });
  });

  it('proves version 0.97 with SHA-512 and MD5, CRLF, asterisks, tag manifest, Payload-Oxum and custom tag files', async () => {
    const sizes = Object.values(PAYLOAD).reduce((sum, content) => sum + content.length, 0);
    const info = `Source-Organization: site 7\r\n  in two lines\r\npayload-oxum: ${sizes}.2\r\n`;
    const sha512 = lines('sha512', PAYLOAD, '\r\n').replaceAll(' data/', '  *data/');
    const folder = handmade({
      version: '0.97',
      end: '\r\n',
      algorithms: ['md5'],
      files: {
        'manifest-sha512.txt': sha512,
        'bag-info.txt': info,
        'meta/mets.xml': '<mets/>',
        'unlisted-tag-file.txt': 'allowed',
        'tagmanifest-md5.txt': lines('md5', { 'bag-info.txt': info, 'meta/mets.xml': '<mets/>' }, '\r\n'),
      },
    });
    const { section, findings } = await verify(folder);
    expect(findings).toEqual([]);
    expect(section.algorithms).toEqual(['md5', 'sha512']);
    expect(section.counts).toMatchObject({ listed: 4, verified: 4, extra: 0 });
  });

  it.each([
    ['lone carriage returns', { end: '\r' }],
    [
      'an algorithm written with a dash and capitals',
      {
        algorithms: [],
        files: { 'manifest-SHA-256.txt': lines('sha256', PAYLOAD) },
      },
    ],
    [
      'digests in capitals and tabs',
      {
        files: {
          'manifest-sha256.txt': lines('sha256', PAYLOAD).replace(
            /^\w+ /gm,
            (hex) => `${hex.trim().toUpperCase()}\t`,
          ),
        },
      },
    ],
    [
      'names that start with ./',
      { files: { 'manifest-sha256.txt': lines('sha256', PAYLOAD).replaceAll(' data', ' ./data') } },
    ],
  ] satisfies [string, BagSource][])('takes %s', async (_, source) => {
    const { section, findings } = await verify(handmade(source));
    expect(findings).toEqual([]);
    expect(section.counts.verified).toBe(2);
  });

  it.each(['ISO-8859-1', 'UTF-16LE', 'Shift_JIS'])(
    'reads manifests in the declared encoding %s',
    async (encoding) => {
      const name = encoding === 'Shift_JIS' ? 'data/患者.txt' : 'data/café.txt';
      const sjis = Buffer.from([0x8a, 0xb3, 0x8e, 0xd2]);
      const hex = digest('sha256', Buffer.from('x'));
      const manifest = {
        'ISO-8859-1': Buffer.from(`${hex} ${name}\n`, 'latin1'),
        'UTF-16LE': Buffer.from(`${hex} ${name}\n`, 'utf16le'),
        Shift_JIS: Buffer.concat([Buffer.from(`${hex} data/`), sjis, Buffer.from('.txt\n')]),
      }[encoding];
      const folder = handmade({
        encoding,
        payload: { [name]: 'x' },
        files: { 'manifest-sha256.txt': manifest },
      });
      const { section, findings } = await verify(folder);
      expect(findings).toEqual([]);
      expect(section.counts.verified).toBe(1);
    },
  );

  it('decodes CR, LF and % in names, and notes tools that leave % as it is', async () => {
    const encoded = lines('sha256', { 'data/a%0Ab': '1', 'data/c%0dd': '2', 'data/50%25': '3' });
    const payload = { 'data/a\nb': '1', 'data/c\rd': '2', 'data/50%': '3' };
    expect((await verify(handmade({ payload, files: { 'manifest-sha256.txt': encoded } }))).findings).toEqual(
      [],
    );
    const literal = await verify(handmade({ payload: { 'data/x%25y': '1' } }));
    expect(literal.findings).toEqual([]);
    expect(literal.section.notes).toEqual([{ path: 'data/x%y', note: 'percent-sign-not-encoded' }]);
  });

  it('notes names that differ in Unicode normalisation only', async () => {
    const manifest = lines('sha256', { 'data/cafe\u0301.txt': 'x' });
    const folder = handmade({
      payload: { 'data/caf\u00e9.txt': 'x' },
      files: { 'manifest-sha256.txt': manifest },
    });
    const { section, findings } = await verify(folder);
    expect(findings).toEqual([]);
    expect(section.notes).toEqual([{ path: 'data/cafe\u0301.txt', note: 'unicode-normalisation' }]);
  });

  it('notes a manifest of an algorithm that it cannot compute, and proves by the others', async () => {
    const { section, findings } = await verify(
      handmade({ files: { 'manifest-blake3.txt': 'abc data/a\n' } }),
    );
    expect(findings).toEqual([]);
    expect(section.notes).toEqual([{ path: 'manifest-blake3.txt', note: 'manifest-of-unknown-algorithm' }]);
  });
});

describe('verifyDelivery by a bag that is not what it says', () => {
  it('fails missing, changed and extra payload', async () => {
    const files = { 'data/a.dcm': instance('1.1', 'other'), 'data/sub/b.txt': undefined, 'data/new': 'n' };
    const { section, findings } = await verify(handmade({ files }));
    expect(codes({ findings })).toEqual(['verify-missing', 'verify-changed', 'verify-extra']);
    expect(section.missing).toEqual([{ path: 'data/sub/b.txt' }]);
  });

  it('says of a missing file that it was to be fetched', async () => {
    const fetch = 'https://example.org/b.txt 1 data/sub/b.txt\nhttps://example.org/x - data/x\n';
    const result = await verify(handmade({ files: { 'data/sub/b.txt': undefined, 'fetch.txt': fetch } }));
    expect(result.section.missing).toEqual([
      { path: 'data/sub/b.txt', reason: 'listed in fetch.txt, not fetched' },
    ]);
    expect(whats(result)).toEqual(['fetch.txt names a file that no payload manifest lists']);
  });

  it('fails changed and missing tag files, on which the payload does not depend', async () => {
    const tags = lines('sha256', { 'bag-info.txt': 'was: this\n', 'gone.txt': 'x' });
    const manifest = lines('sha256', { 'manifest-sha256.txt': lines('sha256', PAYLOAD) });
    const folder = handmade({
      files: { 'bag-info.txt': 'is: that\n', 'tagmanifest-sha256.txt': tags + manifest },
    });
    for (const roots of [[folder], [join(folder, 'data')]]) {
      const { section, findings } = await verify(folder, roots);
      expect(codes({ findings })).toEqual(['verify-missing', 'verify-changed']);
      expect(section.counts).toMatchObject({ verified: 3, extra: 0 });
    }
  });

  it('fails a Payload-Oxum that is not the size of the payload, or none', async () => {
    const wrong = await verify(handmade({ files: { 'bag-info.txt': 'Payload-Oxum: 7.2\n' } }));
    expect(wrong.findings).toHaveLength(1);
    expect(wrong.findings[0]).toMatchObject({ code: 'bag-invalid', outcome: 'fail', expected: '7.2' });
    const malformed = await verify(
      handmade({ version: '0.93', files: { 'package-info.txt': 'Payload-Oxum: many' } }),
    );
    expect(whats(malformed)).toEqual(['package-info.txt holds a Payload-Oxum that is none']);
  });

  it.each([
    ['../outside.txt', 'outside the bag'],
    ['data/../../outside.txt', 'outside the bag'],
    ['/etc/hostname', 'outside the bag'],
    ['~/x', 'outside the bag'],
    ['data\\..\\..\\x', 'outside the bag'],
    ['bagit.txt', 'outside data/'],
  ])('refuses a manifest that names %s', async (name, what) => {
    const folder = handmade({
      files: { 'manifest-sha256.txt': lines('sha256', { ...PAYLOAD, [name]: 'x' }) },
    });
    writeTree(join(folder, '..'), { 'outside.txt': 'x' });
    const result = await verify(folder);
    expect(result.section.invalid).toEqual([
      { what: `manifest-sha256.txt line 3 names a path ${what}`, path: name },
    ]);
    expect(codes(result)).toEqual(['bag-invalid']);
  });

  it('refuses paths outside in tag manifests and fetch.txt, too', async () => {
    const tags = lines('sha256', { '../x': 'x', 'manifest-sha256.txt': lines('sha256', PAYLOAD) });
    const files = { 'tagmanifest-sha256.txt': tags, 'fetch.txt': 'http://example.org - ../x\nrubbish\n' };
    expect(whats(await verify(handmade({ files })))).toEqual([
      'tagmanifest-sha256.txt line 1 names a path outside the bag',
      'fetch.txt line 1 names a path outside data/',
      'fetch.txt line 2 is no URL, length and path',
    ]);
  });

  it('asks since 1.0 that every manifest lists every payload file once, and did not before', async () => {
    const part = lines('sha512', { 'data/a.dcm': PAYLOAD['data/a.dcm'] ?? '' });
    const twice = lines('sha256', PAYLOAD) + lines('sha256', { 'data/sub/b.txt': 'b' });
    const files = { 'manifest-sha512.txt': part, 'manifest-sha256.txt': twice };
    expect(whats(await verify(handmade({ files })))).toEqual([
      'manifest-sha256.txt line 3 names a file for the second time',
      'manifest-sha512.txt does not list all payload files',
    ]);
    expect((await verify(handmade({ version: '0.97', files }))).findings).toEqual([]);
  });

  it('asks since 1.0 that tag manifests list the payload manifests', async () => {
    const files = { 'tagmanifest-sha256.txt': lines('sha256', { 'note.txt': 'x' }), 'note.txt': 'x' };
    expect(whats(await verify(handmade({ files })))).toEqual([
      'tagmanifest-sha256.txt does not list every payload manifest',
    ]);
    expect((await verify(handmade({ version: '0.97', files }))).findings).toEqual([]);
  });

  it.each([
    [
      'BagIt-Version: 2.0\nTag-File-Character-Encoding: UTF-8\n',
      'the BagIt-Version is not one of 0.93 to 1.0',
    ],
    ['hello\nTag-File-Character-Encoding: UTF-8\n', 'the first line of bagit.txt is no BagIt-Version'],
    ['BagIt-Version: 1.0\n', 'the second line of bagit.txt is no Tag-File-Character-Encoding'],
    [
      'BagIt-Version: 1.0\nTag-File-Character-Encoding: klingon\n',
      'the Tag-File-Character-Encoding is not known',
    ],
  ])('fails the declaration %j', async (declaration, what) => {
    const result = await verify(handmade({ files: { 'bagit.txt': declaration } }));
    expect(whats(result)).toEqual([what]);
    expect(result.section.counts.verified).toBe(2);
  });

  it('fails lines that are no entry, with file and line', async () => {
    const manifest = `${lines('sha256', PAYLOAD)}rubbish\nabc data/x\n\n`;
    expect(whats(await verify(handmade({ files: { 'manifest-sha256.txt': manifest } })))).toEqual([
      'manifest-sha256.txt line 3 is no sha256 digest and path',
      'manifest-sha256.txt line 4 is no sha256 digest and path',
    ]);
  });

  it('fails a bag without a payload folder', async () => {
    const folder = handmade({ payload: {} });
    expect(whats(await verify(folder))).toEqual(['there is no folder data']);
    mkdirSync(join(folder, 'data'));
    expect((await verify(folder)).findings).toEqual([]);
  });

  it('refuses a bag without a manifest that it can compute', async () => {
    for (const files of [{}, { 'manifest-blake3.txt': 'abc data/a\n' }]) {
      const work = verify(handmade({ algorithms: [], files }));
      await expect(work).rejects.toMatchObject({ code: 'verify-no-algorithm' });
    }
  });

  it('refuses a bag whose manifest is a folder', async () => {
    const folder = handmade({});
    rmSync(join(folder, 'manifest-sha256.txt'));
    mkdirSync(join(folder, 'manifest-sha256.txt'));
    await expect(verify(folder)).rejects.toMatchObject({ code: 'verify-target-unreadable' });
  });
});

describe('verifyDelivery where the delivery is not just the bag', () => {
  it('calls files beside the bag extra', async () => {
    const folder = handmade({});
    writeTree(join(folder, '..'), { 'readme.txt': 'x' });
    const { section, findings } = await verify(folder, [join(folder, '..')]);
    expect(codes({ findings })).toEqual(['verify-extra']);
    expect(section.counts.verified).toBe(2);
  });

  it('proves the whole bag when a part of it was given', async () => {
    const folder = handmade({});
    expect((await verify(folder, [join(folder, 'data/sub')])).section.counts).toMatchObject({
      verified: 2,
      extra: 0,
    });
    writeTree(folder, { 'data/other/new': 'x' });
    const { section } = await verify(folder, [join(folder, 'data/sub')]);
    expect(section.extra).toEqual([{ path: 'data/other/new' }]);
  });

  it('proves payload that was excluded from the scan', async () => {
    const bytes = Object.values(PAYLOAD).reduce((sum, content) => sum + content.length, 0);
    const folder = handmade({ files: { 'bag-info.txt': `Payload-Oxum: ${bytes}.2\n` } });
    const { section, findings } = await verify(folder, [folder], 'data/sub');
    expect(findings).toEqual([]);
    expect(section.counts.verified).toBe(2);
  });

  it('finds the bag through a link', async () => {
    const folder = handmade({});
    const link = join(temporaryFolder(), 'link');
    symlinkSync(folder, link);
    expect((await verify(link, [folder])).findings).toEqual([]);
    expect((await verify(folder, [link])).findings).toEqual([]);
  });

  it('holds a delivery that lies elsewhere against the payload', async () => {
    const folder = handmade({});
    const delivery = tree({ 'a.dcm': instance('1.1'), 'sub/b.txt': 'changed', more: 'x' });
    const { section, findings } = await verify(folder, [delivery]);
    expect(codes({ findings })).toEqual(['verify-changed', 'verify-extra']);
    expect(section.counts).toMatchObject({ verified: 1, missing: 0 });
  });
});
