/** What the promise answers; `null` when it takes longer. */
export async function within(ms, promise) {
  let timer;
  const late = new Promise(resolve => {
    timer = setTimeout(resolve, ms, null);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
