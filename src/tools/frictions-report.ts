import type { PaymentWish } from '../learn/rank-wishes.js';
import type { DeviceFrictions, FrictionCount } from './frictions-of.js';
import { aligned } from './lift-report.js';

/** How often what went wrong, as a table with a line for each kind and the classes of devices side by side. Pure. */
export function frictionsReport(devices: readonly DeviceFrictions[]): string {
  const kinds = (devices[0]?.kinds ?? []).map(({ type }, index) => [
    type,
    ...devices.flatMap(device => told(device.kinds[index])),
  ]);
  return aligned([
    ['', ...devices.flatMap(({ device }) => [device, 'of 100 visits', '95 % sure'])],
    ['visitors', ...devices.flatMap(({ visitors }) => [`${visitors}`, '', ''])],
    ['visits', ...devices.flatMap(({ visits }) => [`${visits}`, '', ''])],
    ['any friction', ...devices.flatMap(({ all }) => told(all))],
    ...kinds,
  ]).join('\n');
}

/** What visitors wanted to pay by, as a table, in the order given. Pure. */
export function wishesReport(wishes: readonly PaymentWish[]): string {
  const lines = wishes.map(({ payment_type, visitors, wishes }) => [payment_type, `${visitors}`, `${wishes}`]);
  return aligned([['', 'visitors', 'wishes'], ...lines]).join('\n');
}

function told(kind: Omit<FrictionCount, 'type'> | undefined): readonly string[] {
  if (!kind?.share) return ['', '', ''];
  const { value, range } = kind.share;
  return [`${kind.count}`, percent(value), range.map(percent).join(' to ')];
}

function percent(share: number): string {
  return (100 * share).toFixed(1);
}
