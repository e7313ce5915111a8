import { answer } from './answer.mjs';

/** What is said, and how many of eight rows it takes and refuses; their `seq` is 1 to 8. */
const SHARES = [
  ['{}', 8, 0],
  ['null', 8, 0],
  ['[]', 8, 0],
  ['{"accepted":8}', 8, 0],
  ['{"accepted":3}', 3, 0],
  ['{"accepted":0}', 0, 0],
  ['{"accepted":-1}', 0, 0],
  ['{"accepted":-1e99}', 0, 0],
  ['{"accepted":2.9}', 2, 0],
  ['{"accepted":9}', 8, 0],
  ['{"accepted":1e99}', 8, 0],
  ['{"accepted":null}', 0, 0],
  ['{"accepted":false}', 0, 0],
  ['{"accepted":"many"}', 0, 0],
  ['{"accepted":{}}', 0, 0],
  ['{"rejected":[]}', 8, 0],
  ['{"rejected":[2]}', 7, 1],
  ['{"rejected":[2,2,2]}', 7, 1],
  ['{"rejected":[99,-1,0,1e99]}', 8, 0],
  ['{"rejected":["x",null,{},[]]}', 8, 0],
  ['{"rejected":[1,2,3,4,5,6,7,8]}', 0, 8],
  ['{"rejected":null}', 8, 0],
  ['{"rejected":false}', 8, 0],
  ['{"rejected":{"length":8}}', 8, 0],
  ['{"accepted":3,"rejected":[2]}', 2, 1],
  ['{"accepted":3,"rejected":[4]}', 3, 1],
  ['{"accepted":3,"rejected":[8]}', 3, 0],
  ['{"accepted":0,"rejected":[1,2]}', 0, 2],
  ['{"accepted":99,"rejected":[99]}', 8, 0],
  ['{"rejected":true}', 0, 8],
  ['{"accepted":8,"retryAfterMs":1e99}', 8, 0],
  ['{"accepted":0,"retryAfterMs":-1e99}', 0, 0],
  ['{"accepted":0,"retryAfterMs":"soon"}', 0, 0],
  ['{"accepted":0,"retryAfterMs":null}', 0, 0],
  ['{"accepted":0,"blocked":"yes"}', 0, 0],
  ['{"__proto__":{"accepted":0,"rejected":true,"polluted":1}}', 8, 0],
  ['{"constructor":{"prototype":{"polluted":1}},"accepted":2}', 2, 0],
  ['{"accepted":2,"__proto__":{"accepted":8}}', 2, 0],
  [`{"rejected":[${Array.from({ length: 50_000 }, (_, n) => n + 9)}]}`, 8, 0],
];

const NOTHING = answer(200, {}, '{"accepted":0}');

/** Servers whose JSON a destination hands on as its own answer. */
export const shares = [
  ...SHARES.map(([body, taken, refused]) => ({
    name: `says ${body.slice(0, 60)}`,
    answers: [answer(200, { 'content-type': 'application/json' }, body), ...(taken + refused < 8 ? [NOTHING] : [])],
    outcome: 'share',
    taken,
    refused,
    isHandedOn: true,
  })),
  ...['', '{', '<html>', 'undefined', '{"accepted":NaN}'].map(body => ({
    name: `says no JSON: ${body}`,
    answers: [answer(200, {}, body)],
    outcome: 'later',
    isHandedOn: true,
  })),
  {
    name: 'says that it wants 120 s',
    answers: [answer(200, {}, '{"accepted":0,"retryAfterMs":120000}')],
    outcome: 'asked',
    askedMs: 120_000,
    isHandedOn: true,
  },
  {
    name: 'says that it wants a year',
    answers: [answer(200, {}, '{"accepted":0,"retryAfterMs":1e99}')],
    outcome: 'asked',
    askedMs: 86_400_000,
    isHandedOn: true,
  },
];
