import { beforeEach, describe, expect, it } from 'vitest';
import { ProgressLine, progressText } from '../../src/cli/progress.js';

let time = 0;
let written: string[] = [];
let line: ProgressLine;
beforeEach(() => {
  time = 0;
  written = [];
  line = new ProgressLine({ write: (text) => void written.push(text), now: () => time });
});

describe('a progress line', () => {
  it('says nothing of work that is soon over', () => {
    for (time = 0; time < 1999; time += 100) line.update(time, 2000, 'files');
    line.stop();
    expect(written).toEqual([]);
  });

  it('is drawn a few times a second, and removed at the end', () => {
    for (time = 0; time <= 3000; time += 10) line.update(time, 6000, 'files');
    expect(written.length).toBeGreaterThan(3);
    expect(written.length).toBeLessThan(8);
    expect(written[0]).toBe('\r\u001b[2K2,000 of 6,000 files, 1,000/s, 4 s left');
    line.stop();
    expect(written.at(-1)).toBe('\r\u001b[2K');
    const count = written.length;
    line.update(5000, 6000, 'files');
    line.stop();
    expect(written).toHaveLength(count);
  });

  it('counts each kind of unit from its own start', () => {
    line.update(1000, undefined, 'files');
    time = 4000;
    line.update(0, 10, 'series');
    time = 6000;
    line.update(5, 10, 'series');
    expect(written.at(-1)).toContain('5 of 10 series, 2.5/s, 2 s left');
  });

  it('never sends a label’s control characters to the terminal', () => {
    time = 5000;
    line.update(1, 2, 'a\u001b[2Jb');
    expect(written[0]).toContain('a\\x1b[2Jb');
  });
});

it.each([
  [{ done: 12, total: undefined, label: 'files', seconds: 0 }, '12 files'],
  [{ done: 50, total: 100, label: 'files', seconds: 100 }, '50 of 100 files, 0.5/s, 1 min 40 s left'],
  [{ done: 1, total: 10_001, label: 'files', seconds: 1 }, '1 of 10,001 files, 1.0/s, 2 h 46 min left'],
  [{ done: 100, total: 100, label: 'files', seconds: 2 }, '100 of 100 files, 50/s'],
])('says %j in words', (state, words) => {
  expect(progressText(state)).toBe(words);
});
