const NODES = 10_000;
const EVERY_MS = 10;
const SCROLL_MS = 100;
const SCROLL_PX = 300;

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
    if (index % 500 === 0) item.setAttribute('data-waymark-promotion', `p${index}`);
    list.append(item);
  }
  document.body.append(list);
  let changes = 0;
  setInterval(() => {
    const item = list.children[changes % 50];
    item.firstChild.firstChild.data = `Guitar, seen ${changes++} times`;
    item.classList.toggle('seen');
  }, EVERY_MS);
  let direction = 1;
  // 3,000 px a second: as fast as a finger, and slow enough that the page has time left.
  setInterval(() => {
    const before = scrollY;
    scrollBy(0, direction * SCROLL_PX);
    if (scrollY === before) direction = -direction;
  }, SCROLL_MS);
}
