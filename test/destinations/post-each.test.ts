import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Delivered } from '../../src/core/plugin.js';
import type { Row } from '../../src/core/touchpoint.js';
import { type Post, postEach } from '../../src/destinations/post-each.js';
import { rowOf } from './deliver-context.js';

const rows = [1, 2, 3].map(seq => ({ ...rowOf('login'), seq }));
const postsOf = ({ seq }: Row): readonly Post[] => [
  ['/a', `${seq}`],
  ['/b', `${seq}`],
];

/** Posts with these answers, by number of the post. */
async function post(answers: Readonly<Record<number, Delivered>> = {}, final = false) {
  const sent: string[] = [];
  const send = async (url: string, body: string) => answers[sent.push(url + body)] ?? {};
  return { result: await postEach(rows, { send, final }, postsOf), sent };
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
    expect(await postEach(rows, { send, final: false }, postsOf)).toEqual({ accepted: 1, rejected: [] });
  });

  it('posts all at once when the page leaves', async () => {
    const sent: string[] = [];
    const send = (_: string, body: string) => {
      sent.push(body);
      return new Promise<Delivered>(() => {});
    };
    void postEach(rows, { send, final: true }, postsOf);
    expect(sent).toHaveLength(6);
  });
});
