/** @jsxImportSource preact */
import { expect, it } from 'vitest';
import { Drawing } from '../../../src/report/page/drawing.js';
import { allOf, rendered } from './page-sample.js';

const svg =
  '<svg role="img"><title>t</title><defs><clipPath id="clip0"><rect/></clipPath></defs>' +
  '<g clip-path="url(#clip0)"><use href="#clip0"/></g></svg>';

it('gives the names of two drawings prefixes of their own, and what refers to them follows', () => {
  const { html } = rendered(
    <>
      <Drawing svg={svg} id="r0-a" caption="one" />
      <Drawing svg={svg} id="r1-a" caption="other" />
    </>,
  );
  expect(allOf(html, /id="([^"]+)"/g)).toEqual(['r0-a-clip0', 'r1-a-clip0']);
  expect(allOf(html, /url\(#([^)]+)\)/g)).toEqual(['r0-a-clip0', 'r1-a-clip0']);
  expect(allOf(html, /href="#([^"]+)"/g)).toEqual(['r0-a-clip0', 'r1-a-clip0']);
});

it('stands in a figure with its caption, and scrolls by itself', () => {
  const { html } = rendered(<Drawing svg={svg} id="d" caption="what it shows" />);
  expect(html).toContain('<figcaption>what it shows</figcaption>');
  expect(html).toContain('aria-label="what it shows"');
});
