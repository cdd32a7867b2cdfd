import { BitWriter, segment } from './encoders.js';

/** One component of a DCT picture: quantised coefficients, which a decoder's own arithmetic cannot change. */
export interface DctPlane {
  readonly horizontal: number;
  readonly vertical: number;
  /** Blocks of 64 coefficients in zigzag order, at a column and a row of blocks. */
  blockAt(column: number, row: number): readonly number[];
}

/** A picture for a sequential DCT process. T.81 Annex F. */
export interface DctPicture {
  readonly rows: number;
  readonly columns: number;
  /** 8 (baseline) or 12 (extended). */
  readonly precision: 8 | 12;
  readonly planes: readonly DctPlane[];
  /** MCUs between restart markers; 0 for none. */
  readonly restartInterval: number;
  /** One scan a component instead of one for all. */
  readonly scansApart?: boolean;
}

/** 0/0 and 15/0, and every run with every size: 226 codes of eight bits. */
const AC_SYMBOLS = [
  0x00,
  0xf0,
  ...Array.from({ length: 16 * 14 }, (_, i) => (Math.floor(i / 14) << 4) | ((i % 14) + 1)),
];
const DC_SYMBOLS = Array.from({ length: 16 }, (_, i) => i);

/** A table whose codes are all of one length. T.81 B.2.4.2. */
function table(kind: number, length: number, symbols: readonly number[]): number[] {
  const counts = Array.from({ length: 16 }, (_, i) => (i === length - 1 ? symbols.length : 0));
  return segment(0xc4, kind, ...counts, ...symbols);
}

function putNumber(out: BitWriter, value: number): void {
  const size = sizeOf(value);
  out.put(value < 0 ? value + 2 ** size - 1 : value, size);
}

const sizeOf = (value: number): number => 32 - Math.clz32(Math.abs(value));

/** T.81 F.1.2. @returns the block's DC, which the next difference is from */
function putBlock(out: BitWriter, block: readonly number[], before: number): number {
  const [dc = 0, ...rest] = block;
  out.put(sizeOf(dc - before), 5);
  putNumber(out, dc - before);
  const last = rest.findLastIndex((value) => value !== 0);
  let run = 0;
  for (const value of rest.slice(0, last + 1)) {
    if (value === 0) run++;
    else {
      for (; run > 15; run -= 16) out.put(AC_SYMBOLS.indexOf(0xf0), 8);
      out.put(AC_SYMBOLS.indexOf((run << 4) | sizeOf(value)), 8);
      putNumber(out, value);
      run = 0;
    }
  }
  if (last < 62) out.put(AC_SYMBOLS.indexOf(0), 8);
  return dc;
}

type Place = readonly [plane: DctPlane, column: number, row: number];

/** The blocks of a scan, MCU by MCU. T.81 A.2. */
function mcusOf({ rows, columns, planes }: DctPicture, of: readonly DctPlane[]): Place[][] {
  const acrossMost = Math.max(...planes.map(({ horizontal }) => horizontal));
  const downMost = Math.max(...planes.map(({ vertical }) => vertical));
  const [only, second] = of;
  const isAlone = only !== undefined && second === undefined;
  const blocks = (pixels: number, factor: number, most: number): number =>
    isAlone ? Math.ceil(Math.ceil((pixels * factor) / most) / 8) : Math.ceil(pixels / (8 * most));
  const across = blocks(columns, only?.horizontal ?? 1, acrossMost);
  const down = blocks(rows, only?.vertical ?? 1, downMost);
  return Array.from({ length: across * down }, (_, mcu) => {
    const [x, y] = [mcu % across, Math.floor(mcu / across)];
    if (isAlone) return [[only, x, y]];
    return of.flatMap((plane) =>
      Array.from({ length: plane.horizontal * plane.vertical }, (_, i): Place => {
        const column = x * plane.horizontal + (i % plane.horizontal);
        return [plane, column, y * plane.vertical + Math.floor(i / plane.horizontal)];
      }),
    );
  });
}

function scan(picture: DctPicture, of: readonly DctPlane[]): number[] {
  const { restartInterval, planes } = picture;
  const out = new BitWriter();
  const before = new Map<DctPlane, number>();
  for (const [i, mcu] of mcusOf(picture, of).entries()) {
    if (restartInterval > 0 && i > 0 && i % restartInterval === 0) {
      out.flush();
      // T.81 E.1.4: RST0 to RST7 in turn; predictions begin anew.
      out.bytes.push(0xff, 0xd0 + ((i / restartInterval - 1) & 7));
      before.clear();
    }
    for (const [plane, column, row] of mcu) {
      before.set(plane, putBlock(out, plane.blockAt(column, row), before.get(plane) ?? 0));
    }
  }
  out.flush();
  const names = of.flatMap((plane) => [planes.indexOf(plane) + 1, 0]);
  return [...segment(0xda, of.length, ...names, 0, 63, 0), ...out.bytes];
}

/** A sequential JPEG of given coefficients, each of which is quantised in steps of 1. */
export function encodeDctJpeg(picture: DctPicture): Uint8Array {
  const { rows, columns, precision, planes, restartInterval } = picture;
  const frame = planes.flatMap(({ horizontal, vertical }, i) => [i + 1, horizontal * 16 + vertical, 0]);
  const size = [rows >> 8, rows & 0xff, columns >> 8, columns & 0xff];
  const scans = picture.scansApart ? planes.map((plane) => [plane]) : [planes];
  return Uint8Array.from([
    ...[0xff, 0xd8],
    ...segment(0xdb, 0, ...Array<number>(64).fill(1)),
    ...segment(precision === 8 ? 0xc0 : 0xc1, precision, ...size, planes.length, ...frame),
    ...table(0x00, 5, DC_SYMBOLS),
    ...table(0x10, 8, AC_SYMBOLS),
    ...segment(0xdd, restartInterval >> 8, restartInterval & 0xff),
    ...scans.flatMap((of) => scan(picture, of)),
    ...[0xff, 0xd9],
  ]);
}
