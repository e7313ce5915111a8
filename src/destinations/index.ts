export { consoleLog } from './console.js';
export { type CustomerIoOptions, customerIo } from './customer-io.js';
export { type Ga4Options, ga4 } from './ga4.js';
export { type HttpOptions, http } from './http.js';
export { type Fields, itemsOf, type Message, messagesOf, type Names, rename, type TellOptions } from './messages.js';
export { type RudderstackOptions, rudderstack } from './rudderstack.js';
export { type SegmentOptions, segment } from './segment.js';
export { throughVendor, type Vendor } from './vendor.js';
