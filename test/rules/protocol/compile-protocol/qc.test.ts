import { describe, expect, it } from 'vitest';
import { faultsOf, protocolOf } from '../from-yaml.js';

const series = (text: string): string => `series:\n  rest: { match: { Modality: MR }, ${text} }\n`;

describe('the qc of a series', () => {
  it('is compiled with its figures, units and places; its source is that of the series', async () => {
    const { entries } = await protocolOf(
      series(`source: p. 3, qc: { censor: { fd: 0.2 mm, measure: jenkinson, source: p. 4 },
        limits: [{ figure: usableMinutes, min: 300 s }, { figure: tsnr, min: 40, source: p. 5 }] }`),
    );
    expect(entries[0]?.qc).toMatchObject({
      censor: { fdMm: 0.2, measure: 'jenkinson', source: 'p. 4' },
      limits: [
        { figure: 'usableMinutes', min: 5, source: 'p. 3', path: ['series', 'rest', 'qc', 'limits', 0] },
        { figure: 'tsnr', min: 40, source: 'p. 5' },
      ],
    });
  });

  it('has the source of the protocol where the series has none', async () => {
    const { entries } = await protocolOf(series('qc: { limits: [{ figure: tsnr, min: 40 }] }'));
    expect(entries[0]?.qc?.limits[0]?.source).toBe('Manual');
  });

  it('is absent where the series has none', async () => {
    const { entries } = await protocolOf(series('title: Rest'));
    expect(entries[0]).not.toHaveProperty('qc');
  });

  it('is no check: nothing has to be read for it, and nothing of the headers is judged by it', async () => {
    const without = await protocolOf(series('title: Rest'));
    const { entries, probes } = await protocolOf(series('qc: { limits: [{ figure: tsnr, min: 40 }] }'));
    expect(probes).toEqual(without.probes);
    expect(entries[0]?.checks).toEqual([]);
  });

  it('has its faults told with those of the rest', async () => {
    const told = await faultsOf(
      series('qc: { limits: [{ figure: tsnr, min: 40 mm }] }, checks: { EchoTime: 3 }'),
    );
    expect(told).toEqual([
      expect.stringContaining("'series.rest.checks.EchoTime' has no unit"),
      "'series.rest.qc.limits[0].min' is in mm, and tsnr has no unit (did you mean '40'?)",
    ]);
  });

  it('limits something', async () => {
    expect(await faultsOf(series('qc: {}'))).toEqual(["'series.rest.qc' limits nothing: limits are missing"]);
  });
});

describe('the phantom that a series shows', () => {
  it('is compiled, and its limits are of its figures', async () => {
    const { entries } = await protocolOf(
      series(
        'phantom: { kind: uniform, diameter: 17 cm }, qc: { limits: [{ figure: psgPercent, max: 3% }] }',
      ),
    );
    expect(entries[0]?.phantom).toEqual({ spec: { kind: 'uniform', diameterMm: 170 } });
    expect(entries[0]?.qc?.limits).toMatchObject([{ figure: 'psgPercent', max: 3 }]);
  });

  it('is measured without limits, too', async () => {
    const { entries } = await protocolOf(series('phantom: { kind: acr-large }'));
    expect(entries[0]?.phantom).toEqual({ spec: { kind: 'acr-large' } });
    expect(entries[0]).not.toHaveProperty('qc');
  });

  it('has its faults told with those of its limits', async () => {
    const limits = '[{ figure: tsnr, min: 40 }, { figure: waterHu, max: 5 }]';
    expect(await faultsOf(series(`phantom: { kind: ct-water, roi: 9 }, qc: { limits: ${limits} }`))).toEqual([
      "'series.rest.phantom.roi' belongs to stability, and this is 'ct-water'",
      expect.stringContaining("is 'tsnr', which a phantom 'ct-water' does not have"),
      expect.stringContaining("'series.rest.qc.limits[1].max' alone passes what is bad"),
    ]);
  });

  it('is needed for limits that only phantoms have', async () => {
    expect(await faultsOf(series('qc: { limits: [{ figure: psgPercent, max: 3% }] }'))).toEqual([
      expect.stringContaining("is 'psgPercent', which a series that shows no phantom does not have"),
    ]);
  });
});
