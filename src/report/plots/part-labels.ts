import type { OutlinePoint } from './part-shape.js';

/** A name beside what it names: pixels from the left and from the top of a panel, where its first letter begins and its line stands. */
export interface Label {
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

/** Something to be named: its outline in pixels from the left and from the top. */
export interface Named {
  readonly name: string;
  readonly outline: readonly { readonly x: number; readonly y: number }[];
}

/** Of a letter of 9 pixels, about. */
const LETTER = 4.6;
const LINE = 10;
const LONGEST = 28;
const SMALL = 40;

/** Positions in pixels of a square panel that shows a range across and one from its top to its bottom. */
export function inPixels(
  outline: readonly OutlinePoint[],
  {
    size,
    across,
    up,
  }: { readonly size: number; readonly across: readonly number[]; readonly up: readonly number[] },
): Named['outline'] {
  const [left = 0, right = 1] = across;
  const [bottom = 0, top = 1] = up;
  return outline.map((point) => ({
    x: (size * (point.across - left)) / (right - left),
    y: (size * (point.up - top)) / (bottom - top),
  }));
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** Above, below, to the right and to the left of a shape; then further down from above it. */
function placesFor(outline: Named['outline'], width: number, size: number): readonly Box[] {
  const [xs, ys] = [outline.map(({ x }) => x), outline.map(({ y }) => y)];
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  const [middle, level] = [(left + right - width) / 2, (top + bottom + LINE) / 2];
  return [
    [middle, top - 2],
    [middle, bottom + LINE],
    [right + 2, level],
    [left - width - 2, level],
    [middle, top + LINE],
    [middle, top + 2 * LINE],
  ].map(([x = 0, y = 0]) => ({
    x: Math.max(1, Math.min(size - width - 1, x)),
    y: Math.max(LINE, Math.min(size - 2, y)),
    width,
  }));
}

/** What a small shape takes, so that no name covers it; names may stand in large ones. */
function takenBy({ outline }: Named): (Box & { readonly height: number })[] {
  const [xs, ys] = [outline.map(({ x }) => x), outline.map(({ y }) => y)];
  const [x, y] = [Math.min(...xs), Math.max(...ys)];
  const [width, height] = [Math.max(...xs) - x, y - Math.min(...ys)];
  return outline.length > 0 && Math.max(width, height) <= SMALL ? [{ x, y, width, height }] : [];
}

/**
 * Places names beside what they name, in their order, where neither a name nor a small shape is. What finds no place has
 * no name.
 */
export function placeLabels(named: readonly Named[], size: number): Label[] {
  const shapes = named.flatMap(takenBy);
  const placed: (Box & Label)[] = [];
  for (const { name, outline } of named) {
    if (outline.length === 0) continue;
    const text = name.length > LONGEST ? `${name.slice(0, LONGEST - 1)}…` : name;
    const place = placesFor(outline, LETTER * text.length, size).find(({ x, y, width }) =>
      [...shapes, ...placed.map((label) => ({ ...label, height: LINE }))].every(
        (other) =>
          other.y <= y - LINE + 1 ||
          other.y - other.height >= y - 1 ||
          other.x > x + width ||
          other.x + other.width < x,
      ),
    );
    if (place) placed.push({ ...place, text });
  }
  return placed.map(({ text, x, y }) => ({ text, x, y }));
}
