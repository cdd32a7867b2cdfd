import type { Dataset } from '../../dicom/dataset.js';
import type { Element } from '../../dicom/element.js';
import { parseDecimal } from '../../dicom/values/numbers.js';
import { CsaError, type CsaHeader, type CsaTag, csaText, parseCsa } from '../../dicom/vendor/csa.js';
import { parsePhoenix } from '../../dicom/vendor/phoenix.js';
import type { FrameMacros } from './frame-macros.js';
import type { Reading } from './probe.js';
import { ABSENT, EMPTY, readingOfTexts, UNREADABLE } from './reading-of.js';
import { RecentBytes } from './recent-bytes.js';

const CSA = { creator: 'SIEMENS CSA HEADER', group: 0x0029 } as const;
/** From syngo XA on the measurement protocol stands in an element of its own. */
const XA_PROTOCOL = { creator: 'SIEMENS MR SDS 01', group: 0x0021, element: 0x19 } as const;

type Entries = ReadonlyMap<string, string>;
type Header = CsaHeader | CsaError;

/** What was parsed of the headers of files before, for files that hold the same. */
export class SiemensCache {
  private readonly images = new RecentBytes<Header>();
  private readonly series = new RecentBytes<Header>();
  private readonly protocols = new RecentBytes<Entries>();
  private readonly ofSeries = new WeakMap<Header, Entries | undefined>();

  image(bytes: Uint8Array): Header {
    return this.images.get(bytes, parseCsa);
  }

  seriesHeader(bytes: Uint8Array): Header {
    return this.series.get(bytes, parseCsa);
  }

  protocol(bytes: Uint8Array): Entries {
    return this.protocols.get(bytes, (own) => parsePhoenix(Buffer.from(own).toString('utf8')));
  }

  /** The measurement protocol inside a series header; undefined where it holds none. */
  protocolIn(header: CsaHeader): Entries | undefined {
    if (!this.ofSeries.has(header)) {
      const text = csaText(header, 'MrPhoenixProtocol') ?? csaText(header, 'MrProtocol');
      this.ofSeries.set(header, text === undefined ? undefined : parsePhoenix(text));
    }
    return this.ofSeries.get(header);
  }
}

/** The headers that Siemens software keeps inside private elements of an instance, parsed when first asked for. */
export class SiemensHeaders {
  private imageHeader: Header | undefined | null = null;
  private seriesHeader: Header | undefined | null = null;

  constructor(
    private readonly ds: Dataset,
    private readonly cache: SiemensCache,
  ) {}

  /** A tag of the CSA image header, else of the CSA series header. A damaged header is unreadable as a whole. */
  csa(tag: string): Reading {
    const own = csaReading(this.image(), tag);
    if (own.state === 'value' || own.state === 'unreadable') return own;
    const ofSeries = csaReading(this.series(), tag);
    return ofSeries.state === 'absent' ? own : ofSeries;
  }

  /** An assignment of the measurement protocol, by its full key. */
  phoenix(key: string, macros: FrameMacros | undefined): Reading {
    const entries = this.protocol(macros);
    if (entries === 'damaged') return UNREADABLE;
    const text = entries?.get(key);
    return text === undefined ? ABSENT : withNumber(text);
  }

  /** The measurement protocol; equal for instances that hold the same bytes. */
  protocol(macros: FrameMacros | undefined): Entries | 'damaged' | undefined {
    const series = this.series();
    if (series instanceof CsaError) return 'damaged';
    const inCsa = series && this.cache.protocolIn(series);
    if (inCsa) return inCsa;
    const { creator, group, element } = XA_PROTOCOL;
    const found = this.ds.privateElement(creator, group, element) ?? macros?.private(0, XA_PROTOCOL);
    if (!found || found.length === 0) return undefined;
    return found.deferred ? 'damaged' : this.cache.protocol(found.bytes);
  }

  private image(): Header | undefined {
    if (this.imageHeader === null) {
      this.imageHeader = header(this.element(0x10), (bytes) => this.cache.image(bytes));
    }
    return this.imageHeader;
  }

  private series(): Header | undefined {
    if (this.seriesHeader === null) {
      this.seriesHeader = header(this.element(0x20), (bytes) => this.cache.seriesHeader(bytes));
    }
    return this.seriesHeader;
  }

  private element(element: number): Element | undefined {
    return this.ds.privateElement(CSA.creator, CSA.group, element);
  }
}

const DEFERRED = new CsaError('csa-truncated', new Map());

function header(element: Element | undefined, parse: (bytes: Uint8Array) => Header): Header | undefined {
  if (!element || element.length === 0) return undefined;
  return element.deferred ? DEFERRED : parse(element.bytes);
}

const NUMBERS: ReadonlySet<string> = new Set(['DS', 'IS', 'FL', 'FD', 'US', 'SS', 'UL', 'SL']);

function csaReading(from: Header | undefined, name: string): Reading {
  if (from instanceof CsaError) return UNREADABLE;
  const tag: CsaTag | undefined = from?.tags.get(name);
  if (!tag) return ABSENT;
  if (tag.values.length === 0) return EMPTY;
  return readingOfTexts(tag.values, NUMBERS.has(tag.vr) ? 'DS' : undefined);
}

/** The protocol does not say of what type a value is: what reads as a number is one, too. */
function withNumber(text: string): Reading {
  const number = parseDecimal(text);
  if (text === '') return EMPTY;
  return number === undefined
    ? { state: 'value', texts: [text] }
    : { state: 'value', texts: [text], numbers: [number + 0] };
}
