export { type AcmeMailOptions, acmeMail } from './acme-mail.js';
export { type RestringOptions, restring, type Strung } from './restring.js';
export { wishlistReminder } from './wishlist-reminder.js';
