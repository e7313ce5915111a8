/** Apps with a browser of their own, and how they call themselves in a referrer of Android or in a user agent. */
const APPS: readonly (readonly [app: string, names: RegExp])[] = [
  ['threads', /barcelona/i],
  ['instagram', /instagram/i],
  ['messenger', /facebook\.orca|\bMessenger/],
  ['facebook', /facebook\.|\bFB(AN|AV|_IAB)/],
  ['tiktok', /musical|tiktok|bytedance|trill/i],
  ['linkedin', /linkedin/i],
  ['snapchat', /snapchat/i],
  ['pinterest', /pinterest/i],
  ['wechat', /tencent\.mm|micromessenger/i],
  ['x', /com\.twitter|twitter for/i],
  ['reddit', /reddit/i],
  ['whatsapp', /whatsapp/i],
  ['telegram', /telegram/i],
  ['line', /naver\.line|\bline\//i],
  ['kakaotalk', /kakao/i],
  ['weibo', /weibo/i],
  ['naver', /nhn\.android\.search|\bnaver\(/i],
  ['gmail', /google\.android\.gm\b/],
  ['google', /googlequicksearchbox|\bgsa\//i],
  ['chatgpt', /openai\.chatgpt|chatgpt\//i],
];

/**
 * The app whose browser or link a text names; empty for any other text. Pure. The text is a referrer `android-app://…`, or
 * a user agent where a site decides to ask for that: Waymark itself never reads one.
 */
export function inAppOf(text: string): string {
  return APPS.find(([, names]) => names.test(text.slice(0, 500)))?.[0] ?? '';
}
