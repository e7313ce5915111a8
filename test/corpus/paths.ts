interface MarkedPath {
  /** `*` stands for the token. */
  readonly path: string;
  readonly why?: string;
}

/** Places in a path where only a token stands, told by the word before it. */
export const PATHS: readonly MarkedPath[] = [
  { path: '/reset/*' },
  { path: '/reset-password/*' },
  { path: '/password/reset/*' },
  { path: '/password_reset/*/edit' },
  { path: '/account/reset/8412/*', why: 'a number stands between the word and the token' },
  { path: '/verify/*' },
  { path: '/verify-email/*' },
  { path: '/email/verify/*' },
  { path: '/confirm/*' },
  { path: '/confirmation/*' },
  { path: '/activate/*' },
  { path: '/account/activate/*' },
  { path: '/magic-link/*' },
  { path: '/magic/*' },
  { path: '/login/*' },
  { path: '/auth/*' },
  { path: '/auth/callback/*' },
  { path: '/token/*' },
  { path: '/t/token/*/open' },
  { path: '/session/*' },
  { path: '/sessions/*/restore', why: 'a list of sessions may be one of classes' },
  { path: '/unsubscribe/*' },
  { path: '/invite/*' },
  { path: '/invitation/*/accept' },
  { path: '/callback?next=%2Freset%2F*' },
  { path: '/app#/reset-password/*' },
  { path: '/app#!/verify/*' },
  { path: '/access/*', why: 'also the word of a road, and of accessories' },
  { path: '/s/*', why: 'nothing says what it is' },
  { path: '/checkouts/*', why: 'a checkout id opens a checkout, but names the step a shop counts' },
  { path: '/orders/*', why: 'an order id is an identifier, though some open the order' },
  { path: '/a/*', why: 'nothing says what it is' },
];
