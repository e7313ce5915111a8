const NODES = 10_000;
const EVERY_MS = 10;
const SCROLL_MS = 100;
const SCROLL_PX = 300;
/** Up and down again in two seconds, so that what is measured for as long is the same each time. */
const SCROLLS = 10;
const PROMOTION_EVERY = 50;

/** A page of 10,000 elements, 100 changes a second in it, that scrolls fast up and down; some of it is marked for impressions. */
export function makeBusy() {
  const list = document.createElement('ul');
  // As lists do it that want to scroll well; without it the page is so busy that nothing can be told apart.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('li { content-visibility: auto; height: 20px }');
  document.adoptedStyleSheets = [sheet];
  for (let index = 0; index < NODES / 2; index++) {
    const item = document.createElement('li');
    item.append(document.createElement('b'));
    item.firstChild.append(`Guitar ${index}`);
    if (index % PROMOTION_EVERY === 0) item.setAttribute('data-waymark-promotion', `p${index}`);
    list.append(item);
  }
  document.body.append(list);
  let changes = 0;
  setInterval(() => {
    const item = list.children[changes % 50];
    item.firstChild.firstChild.data = `Guitar, seen ${changes++} times`;
    item.classList.toggle('seen');
  }, EVERY_MS);
  let scrolls = 0;
  // 3,000 px a second: as fast as a finger, and slow enough that the page has time left.
  setInterval(() => scrollBy(0, scrolls++ % (2 * SCROLLS) < SCROLLS ? SCROLL_PX : -SCROLL_PX), SCROLL_MS);
}
