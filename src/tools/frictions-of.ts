import type { Device } from '../capture/device-of.js';
import { sumOf } from '../core/sum.js';
import type { Row, Touchpoint } from '../core/touchpoint.js';
import { isFriction } from '../learn/care.js';
import { type Share, shareOf } from './share-of.js';

export type DeviceClass = Device | 'unknown';

/** How often something went wrong on one class of device. */
export interface FrictionCount {
  /** Touchpoint type. */
  readonly type: string;
  /** How often. */
  readonly count: number;
  /** Visits it happened in. */
  readonly visits: number;
  /** These as a share of all visits on that class. */
  readonly share: Share | null;
}

/** What went wrong on one class of device. */
export interface DeviceFrictions {
  readonly device: DeviceClass;
  /** Who came on it. */
  readonly visitors: number;
  /** Visits on it; one that goes on on another counts on both. */
  readonly visits: number;
  /** All kinds together. */
  readonly all: Omit<FrictionCount, 'type'>;
  /** Every kind that happened on any class, the most frequent first. */
  readonly kinds: readonly FrictionCount[];
}

type Told = readonly [session: string, touchpoint: Touchpoint];
/** What is counted of one class: visitors, visits, those in which anything went wrong, and how often what did. */
interface Seen {
  readonly visitors: Set<number>;
  readonly visits: Set<string>;
  readonly all: Set<string>;
  readonly kinds: Map<string, { count: number; readonly visits: Set<string> }>;
}

/** Beside what is a friction to `care()`: what may be one by how often it happens. */
const COUNTED = ['form_error', 'out_of_stock'];
/** Mobile stands beside desktop. */
const DEVICES: readonly Device[] = ['mobile', 'desktop', 'tablet'];
/** Where the rows name no session a visit ends with such a silence. */
const VISIT_MS = 30 * 60_000;

/**
 * What is a friction to `care()`, and every `form_error` and `out_of_stock`, by class of device as `friction({ device: true })`
 * told it. What comes before the class was told in a visit has the first of that visit; a visit in which it was never told has the last that is known of the visitor. The
 * intervals take each visit for one of its own, also where one visitor came several times. Pure.
 */
export function frictionsOf(visitors: Iterable<readonly Row[]>): readonly DeviceFrictions[] {
  const seen = new Map<DeviceClass, Seen>(
    [...DEVICES, 'unknown' as const].map(device => [
      device,
      { visitors: new Set(), visits: new Set(), all: new Set(), kinds: new Map() },
    ]),
  );
  const totals = new Map<string, number>();
  for (const [visitor, rows] of [...visitors].entries())
    for (const [device, session, touchpoint] of classed(toldIn(rows))) {
      const { type } = touchpoint;
      const visit = `${visitor} ${session}`;
      const place = seen.get(device);
      if (!place) continue;
      place.visitors.add(visitor);
      place.visits.add(visit);
      if (!isFriction(touchpoint) && !COUNTED.includes(type)) continue;
      const kind = place.kinds.get(type) ?? { count: 0, visits: new Set() };
      place.kinds.set(type, kind);
      kind.count++;
      kind.visits.add(visit);
      place.all.add(visit);
      totals.set(type, (totals.get(type) ?? 0) + 1);
    }
  const types = [...totals].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([type]) => type);
  return [...seen].flatMap(([device, place]) => {
    const { size: visits } = place.visits;
    if (!visits) return [];
    const told = (count: number, of: number) => ({ count, visits: of, share: shareOf(of, visits) });
    const kinds = types.map(type => {
      const kind = place.kinds.get(type);
      return { type, ...told(kind?.count ?? 0, kind?.visits.size ?? 0) };
    });
    const all = told(sumOf(kinds.map(({ count }) => count)), place.all.size);
    return [{ device, visitors: place.visitors.size, visits, all, kinds }];
  });
}

/** What happened, in the order of the log, and in which visit. */
function toldIn(rows: readonly Row[]): readonly Told[] {
  let silences = 0;
  let last = Number.NEGATIVE_INFINITY;
  return rows.flatMap(({ now, touchpoint }): readonly Told[] => {
    if (!touchpoint) return [];
    if (now - last > VISIT_MS) silences++;
    last = now;
    // What was stored elsewhere may hold no session and no data.
    return [[touchpoint.session || `silence ${silences}`, { ...touchpoint, data: Object(touchpoint.data) }]];
  });
}

/** The same, each with the class it happened on. */
function classed(told: readonly Told[]): readonly (readonly [device: DeviceClass, ...Told])[] {
  const first = new Map<string, DeviceClass>();
  for (const [session, touchpoint] of told) {
    const device = deviceIn(touchpoint);
    if (device && !first.has(session)) first.set(session, device);
  }
  let known: DeviceClass = 'unknown';
  const current = new Map<string, DeviceClass>();
  return told.map(([session, touchpoint]) => {
    known = deviceIn(touchpoint) ?? current.get(session) ?? first.get(session) ?? known;
    current.set(session, known);
    return [known, session, touchpoint];
  });
}

/** The class that a touchpoint tells. */
function deviceIn({ type, data }: Touchpoint): Device | null {
  return (type === 'device_details' && DEVICES.find(device => device === data.device)) || null;
}
