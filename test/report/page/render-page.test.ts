import { expect, it } from 'vitest';
import { renderPage } from '../../../src/report/page/render-page.js';
import { findingOf, sourceOf } from './page-sample.js';

it('gives the same bytes for the same reports', async () => {
  const sources = () => [
    sourceOf({ command: 'status', worklist: [], findings: [findingOf()] }),
    sourceOf({ command: 'something-new', rows: [{ a: 1 }] }, 1),
  ];
  const page = await renderPage(sources());
  expect(await renderPage(sources())).toBe(page);
  expect(page).toMatch(/^<!doctype html>\n<html lang="en">/);
});

it('shows what an unknown command reports', async () => {
  const page = await renderPage([sourceOf({ command: 'something-new', rows: [{ sizeMm: 12.5 }] })]);
  expect(page).toContain('something-new: rows');
  expect(page).toContain('data-at="0/rows/0/sizeMm">12.5');
});

it('takes the name of a property of all objects for no command', async () => {
  expect(await renderPage([sourceOf({ command: 'constructor', rows: [7] })])).toContain(
    'data-at="0/rows/0">7',
  );
});
