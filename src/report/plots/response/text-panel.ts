import type { Spec } from '../draw-svg.js';
import { plain } from './response-style.js';

const LINE_HEIGHT = 13;
const FONT_SIZE = 10;
/** A character as vega reckons it, 0.8 of its size: no line makes the image wider. Pixels. */
const CHARACTER_WIDTH = 0.8 * FONT_SIZE;

/** Items joined by commas into lines that fit the width (pixels); an item too long for a line has one of its own. */
function inLines(items: readonly string[], width: number): string[] {
  const most = Math.floor(width / CHARACTER_WIDTH);
  const lines: string[] = [];
  let line = '';
  items.forEach((item, i) => {
    const text = i < items.length - 1 ? `${item},` : item;
    if (line !== '' && line.length + 1 + text.length > most) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? text : `${line} ${text}`;
  });
  return line === '' ? lines : [...lines, line];
}

/** What cannot be drawn, as text below a panel, whole: nobody vanishes from a plot. */
export function textPanel(title: string, items: readonly string[], width: number): Spec {
  const lines = inLines(items.map(plain), width);
  const height = Math.max(lines.length, 1) * LINE_HEIGHT;
  return {
    ...(title === '' ? {} : { title: { text: title, fontSize: 11, fontWeight: 'normal', offset: 3 } }),
    width,
    height,
    view: { stroke: null },
    data: { values: lines.map((text, i) => ({ text, y: (i + 0.5) * LINE_HEIGHT })) },
    mark: { type: 'text', align: 'left', baseline: 'middle', fontSize: FONT_SIZE, color: '#333333' },
    encoding: {
      x: { value: 0 },
      y: {
        field: 'y',
        type: 'quantitative',
        scale: { domain: [height, 0], nice: false, zero: false },
        axis: null,
      },
      text: { field: 'text', type: 'nominal' },
    },
  };
}
