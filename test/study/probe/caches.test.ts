import { describe, expect, it } from 'vitest';
import { BytesCache } from '../../../src/study/probe/bytes-cache.js';
import { RecentBytes } from '../../../src/study/probe/recent-bytes.js';
import { TextIndex } from '../../../src/study/probe/text-index.js';
import { datasetOf, type Given } from '../build.js';

describe('BytesCache', () => {
  const element = (own: Given) => {
    const [only] = datasetOf(own).elements();
    if (!only) throw new Error('no element');
    return only;
  };

  /** What the cache gives for elements one after the other, and how often it had to make it. */
  function run(elements: readonly (readonly [Given, string])[]): { values: string[]; made: number } {
    const cache = new BytesCache();
    let made = 0;
    const values = elements.map(([own, context]) => {
      const given = element(own);
      return cache.get(given, context, () => {
        made++;
        return `${context}${given.vrName}${given.strings().join('|')}`;
      });
    });
    return { values, made };
  }

  it('makes a value once for equal bytes, next to each other or not', () => {
    const [a, b] = [{ EchoTime: 1.5 }, { EchoTime: 2.5 }];
    const { values, made } = run([a, a, b, a, b].map((own) => [own, ''] as const));
    expect(values).toEqual(['DS1.5', 'DS1.5', 'DS2.5', 'DS1.5', 'DS2.5']);
    expect(made).toBe(2);
  });

  it('takes equal bytes for different things where VR or context differ', () => {
    const { made } = run([
      [{ SeriesDescription: 'ab' }, ''],
      [{ Modality: 'ab' }, ''],
      [{ Modality: 'ab' }, 'ISO_IR 100'],
    ]);
    expect(made).toBe(3);
  });

  it('compares long values to their end', () => {
    const long = 'x'.repeat(60);
    const { values, made } = run([
      [{ SeriesDescription: `${long}a` }, ''],
      [{ SeriesDescription: `${long}a` }, ''],
      [{ SeriesDescription: `${long}b` }, ''],
      [{ SeriesDescription: long }, ''],
    ]);
    expect(new Set(values).size).toBe(3);
    expect(made).toBe(3);
  });

  it('tells short values of one length apart', () => {
    expect(
      run([
        [{ Modality: 'MR' }, ''],
        [{ Modality: 'CT' }, ''],
      ]).values,
    ).toEqual(['CSMR', 'CSCT']);
  });

  it('goes on after it has forgotten what was too much to keep', () => {
    const cache = new BytesCache();
    const more = Array.from({ length: 2100 }, (_, i) => {
      return { tag: 0x00190100 + i, vr: 'SH', value: `A${i}` } as const;
    });
    const elements = datasetOf({}, more).elements();
    const get = (own: (typeof elements)[number]): string => cache.get(own, '', () => own.strings().join());
    expect(elements.map(get)).toHaveLength(2100);
    expect(elements.slice(0, 3).map(get)).toEqual(['A0', 'A1', 'A2']);
  });
});

describe('RecentBytes', () => {
  it('makes a value once while the bytes come again, and keeps its own copy of them', () => {
    const recent = new RecentBytes<string>();
    let made = 0;
    const get = (text: string): string => {
      const bytes = Buffer.from(text);
      const value = recent.get(bytes, (own) => {
        made++;
        return Buffer.from(own).toString();
      });
      bytes.fill(0);
      return value;
    };
    expect(['a', 'b', 'a', 'c', 'd', 'b'].map(get)).toEqual(['a', 'b', 'a', 'c', 'd', 'b']);
    expect(made).toBe(4);
    // The least recent of five goes.
    expect(['e', 'a'].map(get)).toEqual(['e', 'a']);
    expect(made).toBe(6);
  });
});

describe('TextIndex', () => {
  it('numbers texts, equal ones alike, beyond its first table', () => {
    const index = new TextIndex();
    const texts = Array.from({ length: 5000 }, (_, i) => `text ${i % 3000} ä`);
    const numbers = texts.map((text) => index.numberOf(text));
    expect(index.size).toBe(3000);
    expect(numbers.every((number, i) => index.text(number) === texts[i])).toBe(true);
    expect(numbers[3000]).toBe(numbers[0]);
  });

  it('holds the empty text, and none for a number it did not give', () => {
    const index = new TextIndex();
    expect([index.numberOf(''), index.numberOf('a'), index.numberOf('')]).toEqual([0, 1, 0]);
    expect(index.text(0)).toBe('');
    expect(index.text(7)).toBe('');
  });
});
