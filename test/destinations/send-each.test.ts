import { afterEach, describe, expect, it, vi } from 'vitest';
import { sendEach } from '../../src/destinations/send-each.js';
import { deliverContext, rowOf } from './deliver-context.js';

const ROWS = ['one', 'two', 'three'].map((type, index) => ({ ...rowOf(type), seq: index + 1 }));

/** What becomes of three rows where these are the answers. */
async function sent(answers: readonly object[], final = false) {
  const bodies: string[] = [];
  const send = async (_: string, body: string) => {
    bodies.push(body);
    return answers[bodies.length - 1] ?? {};
  };
  const bodiesOf = ({ touchpoint }: (typeof ROWS)[number]) => [touchpoint?.type ?? ''];
  const answer = await sendEach(
    ROWS,
    { ...deliverContext().context, final, send },
    { url: 'https://a.test', bodiesOf },
  );
  return { bodies, answer };
}

afterEach(() => vi.restoreAllMocks());

describe('sendEach', () => {
  it('posts row by row', async () => {
    expect(await sent([])).toEqual({ bodies: ['one', 'two', 'three'], answer: { rejected: [] } });
  });

  it('says how many were taken before one was not, and when to try again', async () => {
    const { bodies, answer } = await sent([{}, { accepted: 0, retryAfterMs: 9_000 }]);
    expect(bodies).toEqual(['one', 'two']);
    expect(answer).toEqual({ accepted: 1, retryAfterMs: 9_000, rejected: [] });
  });

  it('goes on behind a row that will never be taken', async () => {
    const { bodies, answer } = await sent([{}, { rejected: true }]);
    expect(bodies).toHaveLength(3);
    expect(answer).toEqual({ rejected: [2] });
  });

  it('sends nothing from a page that goes', async () => {
    expect(await sent([], true)).toEqual({ bodies: [], answer: { accepted: 0, rejected: [] } });
  });

  it('leaves for the next time what would take too long', async () => {
    let now = 0;
    vi.spyOn(Date, 'now').mockImplementation(() => (now += 1_600));
    const { bodies, answer } = await sent([]);
    expect(bodies).toEqual(['one']);
    expect(answer).toEqual({ accepted: 1, rejected: [] });
  });
});
