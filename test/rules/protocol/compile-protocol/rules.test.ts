import { describe, expect, it } from 'vitest';
import type { QualifiedDevice } from '../../../../src/rules/protocol/devices/qualified-device.js';
import { faultsOf, protocolOf } from '../from-yaml.js';

const SERIES = `series:
  pet: { match: { Modality: PT } }
  ctac: { match: { Modality: CT } }
`;
const cross = (rule: string): string => `${SERIES}crossSeries: [{ ${rule} }]`;
const visits = (rule: string): string => `${SERIES}acrossVisits: [{ ${rule} }]`;

describe('rules between series', () => {
  it('of sameness name quantities, series and tolerances', async () => {
    const { crossSeries } = await protocolOf(
      cross('same: [FrameOfReferenceUID, SliceThickness], of: [pet, ctac], tol: 0.1 cm, severity: critical'),
    );
    expect(crossSeries).toHaveLength(1);
    expect(crossSeries[0]).toMatchObject({
      kind: 'same',
      of: ['pet', 'ctac'],
      tolerance: { SliceThickness: { absolute: 1 } },
      onDeviation: 'fail',
      severity: 'critical',
      source: 'Manual',
      path: ['crossSeries', 0],
    });
    expect(crossSeries[0]).not.toHaveProperty('tolerance.FrameOfReferenceUID');
  });

  it('of sameness are about all series where they name none, and exact without a tolerance', async () => {
    const { crossSeries } = await protocolOf(cross('same: [FrameOfReferenceUID]'));
    expect(crossSeries[0]).toMatchObject({ of: ['pet', 'ctac'] });
    expect(crossSeries[0]).not.toHaveProperty('tolerance');
  });

  it('of order name the series in turn', async () => {
    const { crossSeries } = await protocolOf(cross('order: [ctac, pet], onDeviation: warn, source: p. 4'));
    expect(crossSeries[0]).toMatchObject({
      kind: 'order',
      of: ['ctac', 'pet'],
      onDeviation: 'warn',
      source: 'p. 4',
    });
  });

  it('of intervals have their bounds in seconds', async () => {
    const { crossSeries } = await protocolOf(
      cross('interval: { from: ctac, to: pet, min: 0 s, max: 2 min, target: { max: 60 s }, since: end }'),
    );
    expect(crossSeries[0]).toMatchObject({
      kind: 'interval',
      from: 'ctac',
      to: 'pet',
      since: 'end',
      boundsS: { min: 0, max: 120 },
      targetS: { max: 60 },
    });
  });

  it('of intervals begin at the start, and have no target, where nothing else is said', async () => {
    const { crossSeries } = await protocolOf(cross('interval: { from: ctac, to: pet, min: 1 h }'));
    expect(crossSeries[0]).toMatchObject({ since: 'start', boundsS: { min: 3600 } });
    expect(crossSeries[0]).not.toHaveProperty('targetS');
  });

  it('of intervals may have a target alone', async () => {
    const { crossSeries } = await protocolOf(
      cross('interval: { from: ctac, to: pet, target: { min: 1 s } }'),
    );
    expect(crossSeries[0]).toMatchObject({ boundsS: {}, targetS: { min: 1 } });
  });

  it('of coverage have their tolerance in millimetres', async () => {
    const { crossSeries } = await protocolOf(cross('covers: { series: pet, by: ctac }, tol: 1 cm'));
    expect(crossSeries[0]).toMatchObject({ kind: 'covers', series: 'pet', by: 'ctac', toleranceMm: 10 });
    const [exact] = (await protocolOf(cross('covers: { series: pet, by: ctac }'))).crossSeries;
    expect(exact).toMatchObject({ toleranceMm: 0 });
  });

  it('of pairs may ask for opposite phase encoding', async () => {
    const [plain] = (await protocolOf(cross('paired: { series: pet, with: ctac }'))).crossSeries;
    expect(plain).toMatchObject({ kind: 'paired', series: 'pet', with: 'ctac', opposite: false });
    const text = 'paired: { series: pet, with: ctac, opposite: phaseEncodingPolarity }';
    expect((await protocolOf(cross(text))).crossSeries[0]).toMatchObject({ opposite: true });
  });

  it('may name a series that the protocol does not have yet', async () => {
    expect((await protocolOf(cross('same: [Modality], of: [pet, dwi_b1000]'))).crossSeries[0]).toMatchObject({
      of: ['pet', 'dwi_b1000'],
    });
  });

  it.each([
    ['of: [pet]', 'says nothing; exactly one of same, order, interval, covers, paired is wanted'],
    [
      'same: [Modality], order: [pet, ctac]',
      'says same and order; exactly one of same, order, interval, covers, paired is wanted',
    ],
  ])('say one thing: %s', async (rule, text) => {
    expect(await faultsOf(cross(rule))).toEqual([`'crossSeries[0]' ${text}`]);
  });

  it.each([
    ['order: [pet, ctac], of: [pet]', "of' only goes with 'same'"],
    ['order: [pet, ctac], tol: 1', "tol' only goes with 'same' and 'covers'"],
    [
      'same: [Modality], of: [pett, ctac]',
      "of[0]' is 'pett', which is no series of this protocol (did you mean 'pet'?)",
    ],
    ['order: [pet, ctca]', "order[1]' is 'ctca', which is no series of this protocol (did you mean 'ctac'?)"],
    [
      'same: [Modalitty]',
      "same[0]' cannot be checked: no DICOM attribute has this keyword (did you mean 'Modality'?)",
    ],
    ['same: [Modality], tol: 1 mm', "tol' has no number in 'same' that it could be for"],
    ['interval: { from: ctac, to: pet }', "interval' names neither min, max nor target"],
    ['interval: { from: pet, to: pet, min: 1 s }', "interval.to' is the series of 'from', too"],
    ['covers: { series: pet, by: pet }', "covers.by' is the series of 'series', too"],
    ['covers: { series: pet, by: ctac }, tol: 5%', "tol' is a share; coverage needs a length, as 2 mm"],
    ['paired: { series: ctac, with: ctac }', "paired.with' is the series of 'series', too"],
  ])('tell their faults: %s', async (rule, text) => {
    expect(await faultsOf(cross(rule))).toEqual([`'crossSeries[0].${text}`]);
  });

  it.each([
    ['interval: { from: ctac, to: pet, max: "30" }', 'crossSeries[0].interval.max'],
    ['interval: { from: ctac, to: pet, max: 3 mm }', 'crossSeries[0].interval.max'],
    ['covers: { series: pet, by: ctac }, tol: 3 s', 'crossSeries[0].tol'],
    ['same: [SliceThickness], tol: 3', 'crossSeries[0].tol'],
  ])('have units that fit: %s', async (rule, place) => {
    const faults = await faultsOf(cross(rule));
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(`'${place}'`);
  });
});

describe('rules between visits', () => {
  it('compare with the first visit, and in all series, where nothing else is said', async () => {
    const [rule] = (await protocolOf(visits('same: [SoftwareVersions, EchoTime], tol: 1%'))).acrossVisits;
    expect(rule).toMatchObject({
      with: 'first',
      onDeviation: 'fail',
      severity: 'major',
      source: 'Manual',
      tolerance: { EchoTime: { relative: 0.01 } },
      path: ['acrossVisits', 0],
    });
    expect(rule).not.toHaveProperty('of');
    expect(rule?.quantities.map(({ name }) => name)).toEqual(['SoftwareVersions', 'EchoTime']);
  });

  it('take what they say', async () => {
    const [rule] = (
      await protocolOf(visits('same: [SoftwareVersions], of: [pet], with: previous, onDeviation: warn'))
    ).acrossVisits;
    expect(rule).toMatchObject({ of: ['pet'], with: 'previous', onDeviation: 'warn' });
  });

  it('tell their faults', async () => {
    expect(await faultsOf(visits('same: [Modality], of: [pett]'))).toEqual([
      "'acrossVisits[0].of[0]' is 'pett', which is no series of this protocol (did you mean 'pet'?)",
    ]);
  });
});

describe('the rest of a protocol', () => {
  const device: QualifiedDevice = { serial: '1', line: 2 };

  it('holds the list of devices where it names one', async () => {
    const named = await protocolOf(`${SERIES}qualifiedDevices: { file: d.csv, onDeviation: warn }`, [device]);
    expect(named.devices).toEqual({
      list: [device],
      file: 'd.csv',
      onDeviation: 'warn',
      severity: 'major',
      source: 'Manual',
    });
    expect(await protocolOf(SERIES, [device])).not.toHaveProperty('devices');
  });

  it('holds exclusions with their reasons', async () => {
    const { exclude, unexpected, margin } = await protocolOf(
      `${SERIES}exclude: [{ match: { Modality: SR }, reason: reports }]\nunexpected: ignore\nmargin: 0`,
    );
    expect(exclude).toMatchObject([{ reason: 'reports', path: ['exclude', 0] }]);
    expect({ unexpected, margin }).toEqual({ unexpected: 'ignore', margin: 0 });
  });
});
