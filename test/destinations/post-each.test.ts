import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Delivered } from '../../src/core/plugin.js';
import type { Row } from '../../src/core/touchpoint.js';
import { type Post, type PostEach, postEach } from '../../src/destinations/post-each.js';
import { deliverContext, rowOf } from './deliver-context.js';

const rows = [1, 2, 3].map(seq => rowWith(seq));
const postsOf = ({ seq }: Row): readonly Post[] => [
  ['/a', `${seq}`],
  ['/b', `${seq}`],
];

function rowWith(seq: number): Row {
  const { touchpoint, ...row } = rowOf('login');
  return { ...row, seq, touchpoint: touchpoint && { ...touchpoint, id: `t${seq}` } };
}

/** Posts batches with these answers, by number of the post. */
async function post(
  answers: Readonly<Record<number, Delivered>> = {},
  { final = false, batches = [rows], ...more }: Partial<PostEach> & { final?: boolean; batches?: Row[][] } = {},
) {
  const sent: string[] = [];
  const send = async (url: string, body: string) => answers[sent.push(url + body)] ?? {};
  const deliver = postEach({ postsOf, ...more });
  let result: unknown;
  for (const batch of batches) result = await deliver(batch, { ...deliverContext().context, send, final });
  return { result, sent };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('postEach', () => {
  it('posts one after the other, in order', async () => {
    expect(await post()).toEqual({ result: { rejected: [] }, sent: ['/a1', '/b1', '/a2', '/b2', '/a3', '/b3'] });
  });

  it('stops where something was not taken, and says from where on', async () => {
    const { result, sent } = await post({ 4: { accepted: 0, retryAfterMs: 9_000, blocked: true } });
    expect(result).toEqual({ accepted: 1, rejected: [], retryAfterMs: 9_000, blocked: true });
    expect(sent).toHaveLength(4);
  });

  it('does not repeat what was taken of a row that is tried again', async () => {
    const { result, sent } = await post({ 4: { accepted: 0 } }, { batches: [rows, rows.slice(1)] });
    expect(result).toEqual({ rejected: [] });
    expect(sent).toEqual(['/a1', '/b1', '/a2', '/b2', '/b2', '/a3', '/b3']);
  });

  it('does not repeat what was taken before an answer that came too late', async () => {
    const { sent } = await post({}, { batches: [rows.slice(0, 2), rows] });
    expect(sent).toEqual(['/a1', '/b1', '/a2', '/b2', '/a3', '/b3']);
  });

  it('remembers no more than it needs', async () => {
    const many = Array.from({ length: 300 }, (_, index) => rowWith(index));
    const { sent } = await post({}, { batches: [many, many.slice(-250), many.slice(0, 1)] });
    expect(sent.slice(600)).toEqual(['/a0', '/b0']);
  });

  it('passes over what was refused, and says which rows', async () => {
    const { result, sent } = await post({ 3: { rejected: true } });
    expect(result).toEqual({ rejected: [2] });
    expect(sent).toHaveLength(6);
  });

  it('leaves the rest for another time before its own runs out', async () => {
    const send = async () => {
      vi.setSystemTime(Date.now() + 2_000);
      return {};
    };
    const { context } = deliverContext();
    expect(await postEach({ postsOf })(rows, { ...context, send })).toEqual({ accepted: 1, rejected: [] });
  });

  it('posts all at once when the page leaves', async () => {
    const sent: string[] = [];
    const send = (_: string, body: string) => {
      sent.push(body);
      return new Promise<Delivered>(() => {});
    };
    void postEach({ postsOf })(rows, { ...deliverContext().context, send, final: true });
    expect(sent).toHaveLength(6);
  });

  it('posts nothing when the page leaves where a repeat counts twice', async () => {
    expect(await post({}, { final: true, countsTwice: true })).toEqual({ result: { accepted: 0 }, sent: [] });
  });
});
