/** Links that shops and their mails make, with what opens an account, an order or a file, in the shapes of `fill`. */
export const SHOP_LINKS: Readonly<Record<string, readonly string[]>> = {
  Shopify: [
    ...['/account/reset/{n13}/{x32}-1700000000', '/account/activate/{n13}/{x32}-1700000000', '/{n11}/orders/{x32}'],
    ...['/{n11}/orders/{x32}/authenticate?key={x32}', '/checkouts/cn/Z2NwLXVz{a30}/thank-you', '/checkouts/c/{x32}'],
    ...['/account/login/multipass/{u180}', '/{n11}/invoices/{x32}', '/cart/c/{a24}?key={x32}'],
    '/gift_cards/{n11}/{x32}',
  ],
  WordPress: [
    ...['/checkout/order-received/{n4}/?key=wc_order_{a13}', '/my-account/lost-password/?key={a20}&id={n2}'],
    ...['/wp-login.php?action=rp&key={a20}&login=jane', '/wp-activate.php?key={x16}', '/x?_wpnonce={x10}'],
  ],
  Magento: [
    ...['/customer/account/createPassword/?token={x32}', '/customer/account/confirm/?id=5&key={x32}'],
    '/checkout/cart/?SID={l26}',
  ],
  'other shops': [
    ...['/password-recovery?token={x32}&id_customer=7&reset_token={x40}', '/order-confirmation?id_cart=5&key={x32}'],
    ...['/account/recover/password?hash={x32}', '/account/order/{u32}', '/registration/confirm?hash={x32}'],
    ...['/login.php?action=change_password&c=12&t={x32}', '/index.php?route=account/reset&code={a40}'],
    ...['/index.php?route=account/account&customer_token={l26}', '/account/reset-password?token={u43}'],
    ...[
      '/on/demandware.store/Sites-X/default/Cart-Show;sid={u26}',
      '/setnewpassword?Token={a20}',
      '/cart;jsessionid={z32}',
    ],
    ...['/x.html?XTCsid={l26}', '/index.php?force_sid={l26}', '/(S({s24}))/cart.aspx', '/(F({z80}))/cart.aspx'],
  ],
  frameworks: [
    ...['/reset/MQ/{l6}-{x32}/', '/accounts/reset/Mg/5x1-{x20}/', '/accounts/confirm-email/MQ:1rAbCd:{u43}/'],
    ...['/password/reset/{x64}?page=1', '/email/verify/5/{x40}?expires=1700000000&signature={x64}'],
    ...['/users/password/edit?reset_password_token={u20}', '/session/email-login/{x32}', '/u/password-reset/{x32}'],
    ...['/callback?code={u43}&state={a60}', '/auth/callback?code={g}', '/auth/github/callback?code={x20}&state={a16}'],
    ...[
      '/cb?code={g}.{g}.{g}&session_state={g}',
      '/login/cas?ticket=ST-{n4}-{a20}-cas1',
      '/signin/reset-password/{u20}',
    ],
    ...['/__/auth/action?mode=resetPassword&oobCode={u54}&lang=en', '/cb?code=c{x32}.0.abcde.{a22}'],
    '/auth/facebook/callback?code=AQ{u200}',
  ],
  'any site': [
    ...['/magic/{u43}', '/auth/magic-link/{a20}', '/login/{l24}', '/verify-email/{a20}', '/activate/{x32}'],
    ...['/invite/{a20}', '/invitations/{g}/accept', '/unsubscribe/{u40}', '/reset/{l20}', '/forgot-password/{a20}'],
    ...['/passwort-zuruecksetzen/{a20}', '/mot-de-passe/reinitialiser/{a20}', '/restablecer-contrasena/{a20}'],
    ...['/order/status/{a32}', '/downloads/{u64}/book.pdf', '/wishlist/shared/{x32}', '/j/91234567890?pwd={a30}'],
    ...['/email-preferences/{u40}', '/session/sso?sso={a40}&sig={x64}'],
  ],
  'signed addresses': [
    '/k?X-Amz-Credential=AKIA{z16}%2F20260101%2Fus-east-1%2Fs3&X-Amz-Date=20260101T000000Z&X-Amz-Signature={x64}',
    ...['/b/k?AWSAccessKeyId=AKIA{z16}&Expires=1700000000&Signature={a28}', '/b/k?GoogleAccessId=a&Signature={a60}'],
    ...['/k?sv=2022-11-02&sp=rl&se=2026-01-01T00:00:00Z&sig={a32}', '/v.m3u8?Signature={a300}__&Key-Pair-Id=KABC'],
    ...['/x?hdnts=exp=1700000000~acl=/*~hmac={x64}', '/hdntl=exp=1700000000~acl=%2f*~hmac={x64}/x.m3u8'],
    ...['/v.mp4?token={u43}&expires=1700000000', '/a.jpg?w=100&s={x32}', '/o/k?alt=media&token={g}'],
    ...['/b/k?OSSAccessKeyId=LTAI{a20}&Signature={a28}', '/b/k?Authorization=4_{a60}', '/k?x-amz-signature={x64}'],
  ],
};
