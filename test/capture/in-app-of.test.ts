import { expect, it } from 'vitest';
import { inAppOf } from '../../src/capture/in-app-of.js';

const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const ANDROID =
  'Mozilla/5.0 (Linux; Android 15; Pixel 9; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/140.0.0.0 Mobile Safari/537.36';

it.each([
  ['instagram', 'android-app://com.instagram.android/'],
  ['facebook', 'android-app://com.facebook.katana/'],
  ['messenger', 'android-app://com.facebook.orca/'],
  ['threads', 'android-app://com.instagram.barcelona/'],
  ['tiktok', 'android-app://com.zhiliaoapp.musically/'],
  ['tiktok', 'android-app://com.ss.android.ugc.trill/'],
  ['linkedin', 'android-app://com.linkedin.android/'],
  ['snapchat', 'android-app://com.snapchat.android/'],
  ['pinterest', 'android-app://com.pinterest/'],
  ['wechat', 'android-app://com.tencent.mm/'],
  ['x', 'android-app://com.twitter.android/'],
  ['reddit', 'android-app://com.reddit.frontpage/'],
  ['whatsapp', 'android-app://com.whatsapp/'],
  ['telegram', 'android-app://org.telegram.messenger/'],
  ['line', 'android-app://jp.naver.line.android/'],
  ['gmail', 'android-app://com.google.android.gm/'],
  ['google', 'android-app://com.google.android.googlequicksearchbox/'],
  ['chatgpt', 'android-app://com.openai.chatgpt/'],
  ['instagram', `${IPHONE} Mobile/15E148 Instagram 389.0.0.0 (iPhone16,1; iOS 18_5; en_US)`],
  ['facebook', `${IPHONE} Mobile/15E148 [FBAN/FBIOS;FBAV/520.0.0.38.101;FBBV/756351453;FBDV/iPhone16,1]`],
  ['facebook', `${ANDROID} [FB_IAB/FB4A;FBAV/520.0.0.46.85;]`],
  ['tiktok', `${IPHONE} Mobile/15E148 musical_ly_40.1.0 JsSdk/2.0 NetType/WIFI BytedanceWebview/d8a21c6`],
  ['linkedin', `${IPHONE} Mobile/15E148 [LinkedInApp]/9.31.5276`],
  ['snapchat', `${IPHONE} Mobile/15E148 Snapchat/13.44.0.45 (like Safari/8618.2.12)`],
  ['pinterest', `${IPHONE} Mobile/15E148 [Pinterest/iOS]`],
  ['wechat', `${IPHONE} Mobile/15E148 MicroMessenger/8.0.60(0x18003c2c) NetType/WIFI Language/en`],
  ['x', `${IPHONE} Mobile/15E148 Twitter for iPhone/11.5`],
  ['line', `${IPHONE} Safari Line/15.9.0`],
  ['kakaotalk', `${ANDROID} KAKAOTALK/25.5.0 (INAPP)`],
  ['naver', `${IPHONE} NAVER(inapp; search; 1020; 12.12.5; 16PRO)`],
  ['google', `${IPHONE} GSA/370.0.762543316 Mobile/15E148 Safari/604.1`],
  ['', `${IPHONE} Version/18.5 Mobile/15E148 Safari/604.1`],
  [
    '',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
  ],
  ['', 'Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0'],
  ['', ANDROID],
  ['', 'android-app://com.example.news/'],
  ['', ''],
])('names "%s" in %s', (app, text) => {
  expect(inAppOf(text)).toBe(app);
});
